/** Where a change came from; recorded with each event. */
export type ActorSource = 'discord' | 'dashboard' | 'system';

/**
 * Who calls an operation, in which guild, and their permissions there. Adapters create it from what
 * Discord says at the time of the call, never from what a browser sent.
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
  /** Whether the member can view the channel, as Discord says. */
  canView(channelId: string): boolean | Promise<boolean>;
}
