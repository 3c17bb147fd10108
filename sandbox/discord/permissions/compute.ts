import type { DiscordState } from '../state/discord-state.ts';
import type { ChannelRecord, GuildRecord, MemberRecord } from '../state/types.ts';
import { ALL_PERMISSIONS, DM_PERMISSIONS, Permission } from './bits.ts';

/** What a member may do in the server as a whole. */
export function computeGuildPermissions(guild: GuildRecord, member: MemberRecord): bigint {
  if (guild.ownerId === member.userId) return ALL_PERMISSIONS;
  let bits = BigInt(guild.roles.get(guild.id)?.permissions ?? 0);
  for (const id of member.roles) bits |= BigInt(guild.roles.get(id)?.permissions ?? 0);
  return bits & Permission.Administrator ? ALL_PERMISSIONS : bits;
}

/** What a user may do in a channel, thread or DM; 0n for one who cannot see it at all. */
export function computeChannelPermissions(
  state: DiscordState,
  channel: ChannelRecord,
  userId: string,
): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? DM_PERMISSIONS : 0n;
  const guild = state.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  if (!channel.thread) return computeGuildChannelPermissions(guild, channel, member, state);
  const parent = state.channels.get(channel.parentId ?? '');
  if (!parent) return 0n;
  const bits = computeGuildChannelPermissions(guild, parent, member, state);
  if (
    channel.type === 12 &&
    !channel.thread.members.has(userId) &&
    !(bits & Permission.ManageThreads)
  )
    return 0n;
  return bits & Permission.SendMessagesInThreads
    ? bits | Permission.SendMessages
    : bits & ~Permission.SendMessages;
}

function computeGuildChannelPermissions(
  guild: GuildRecord,
  channel: ChannelRecord,
  member: MemberRecord,
  state: DiscordState,
): bigint {
  let bits = computeGuildPermissions(guild, member);
  if (bits === ALL_PERMISSIONS) return ALL_PERMISSIONS;
  const everyone = channel.overwrites.find((item) => item.id === guild.id);
  if (everyone) bits = (bits & ~BigInt(everyone.deny)) | BigInt(everyone.allow);
  let allow = 0n;
  let deny = 0n;
  for (const item of channel.overwrites)
    if (item.type === 0 && item.id !== guild.id && member.roles.includes(item.id)) {
      allow |= BigInt(item.allow);
      deny |= BigInt(item.deny);
    }
  bits = (bits & ~deny) | allow;
  const memberOverwrite = channel.overwrites.find(
    (item) => item.type === 1 && item.id === member.userId,
  );
  if (memberOverwrite)
    bits = (bits & ~BigInt(memberOverwrite.deny)) | BigInt(memberOverwrite.allow);
  return applyImplicitRules(bits, member, state);
}

/** Permissions that mean nothing without another one are not given (Discord's "implicit" rules). */
function applyImplicitRules(bits: bigint, member: MemberRecord, state: DiscordState): bigint {
  if (!(bits & Permission.ViewChannel)) return 0n;
  const until = member.timeoutUntil ? Date.parse(member.timeoutUntil) : 0;
  if (until > Date.now() && !state.users.get(member.userId)?.bot)
    return bits & (Permission.ViewChannel | Permission.ReadMessageHistory);
  return bits;
}

export function canSee(state: DiscordState, channel: ChannelRecord, userId: string): boolean {
  return (computeChannelPermissions(state, channel, userId) & Permission.ViewChannel) !== 0n;
}
