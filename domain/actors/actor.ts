/** Where an act came from; it stands in the timeline and in the audit log. */
export type ActorSource = 'discord' | 'dashboard' | 'system';

/**
 * Who acts, in which guild, and what Discord says they may do there. Built by an adapter from
 * Discord's answer at the time of the act (never from what a browser sent).
 */
export interface Actor {
  guildId: string;
  userId: string;
  /** The name shown in the guild. */
  name: string;
  avatarUrl: string | null;
  source: ActorSource;
  /** Owner, or has Manage Server (or Administrator). */
  isAdmin: boolean;
  /** Ids of the member's roles in this guild. */
  roleIds: readonly string[];
  /** Whether the member can see the channel; asked of Discord. */
  canView(channelId: string): boolean | Promise<boolean>;
}
