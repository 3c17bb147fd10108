import type { DiscordState } from '../state/discord-state.ts';
import type { InviteRecord } from '../state/moderation-types.ts';
import { presentGuild } from './guild.ts';
import { presentUser } from './user.ts';

const GUILD_INVITE = 0;

/** Null when it has run out: it is then as if it had never been. */
export function getInviteExpiry(invite: InviteRecord): number | null {
  return invite.maxAgeSeconds === 0
    ? null
    : Date.parse(invite.createdAt) + invite.maxAgeSeconds * 1000;
}

export function presentInvite(state: DiscordState, invite: InviteRecord, withCounts = false) {
  const guild = state.guilds.get(invite.guildId)!;
  const channel = state.channels.get(invite.channelId)!;
  const inviter = state.users.get(invite.inviterId);
  const expiry = getInviteExpiry(invite);
  const { id, name, icon, splash, banner, description, features, verification_level } =
    presentGuild(guild);
  const counts = {
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
  return {
    type: GUILD_INVITE,
    code: invite.code,
    guild: { id, name, icon, splash, banner, description, features, verification_level },
    guild_id: id,
    channel: { id: channel.id, name: channel.name, type: channel.type },
    ...(inviter ? { inviter: presentUser(inviter) } : {}),
    ...(withCounts ? counts : {}),
    expires_at: expiry === null ? null : new Date(expiry).toISOString(),
  };
}

/** What only those see who manage the server. */
export function presentInviteMetadata(invite: InviteRecord) {
  return {
    uses: invite.uses,
    max_uses: invite.maxUses,
    max_age: invite.maxAgeSeconds,
    temporary: invite.temporary,
    created_at: invite.createdAt,
  };
}
