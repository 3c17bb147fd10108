import type { ChannelRecord, GuildRecord, MemberRecord } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { ALL, IN_DM, Permission } from './bits.ts';

/** What a member may do in the server as a whole. */
export function guildPermissions(guild: GuildRecord, member: MemberRecord): bigint {
  if (guild.ownerId === member.userId) return ALL;
  let bits = BigInt(guild.roles.get(guild.id)?.permissions ?? 0);
  for (const id of member.roles) bits |= BigInt(guild.roles.get(id)?.permissions ?? 0);
  return bits & Permission.Administrator ? ALL : bits;
}

/** What a user may do in a channel, thread or DM; 0n for one who cannot see it at all. */
export function channelPermissions(world: World, channel: ChannelRecord, userId: string): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? IN_DM : 0n;
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  if (!channel.thread) return inGuildChannel(guild, channel, member, world);
  const parent = world.channels.get(channel.parentId ?? '');
  if (!parent) return 0n;
  const bits = inGuildChannel(guild, parent, member, world);
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

function inGuildChannel(
  guild: GuildRecord,
  channel: ChannelRecord,
  member: MemberRecord,
  world: World,
): bigint {
  let bits = guildPermissions(guild, member);
  if (bits === ALL) return ALL;
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
  const own = channel.overwrites.find((item) => item.type === 1 && item.id === member.userId);
  if (own) bits = (bits & ~BigInt(own.deny)) | BigInt(own.allow);
  return implied(bits, member, world);
}

/** Permissions that mean nothing without another one are not given (Discord's "implicit" rules). */
function implied(bits: bigint, member: MemberRecord, world: World): bigint {
  if (!(bits & Permission.ViewChannel)) return 0n;
  const until = member.timeoutUntil ? Date.parse(member.timeoutUntil) : 0;
  if (until > Date.now() && !world.users.get(member.userId)?.bot)
    return bits & (Permission.ViewChannel | Permission.ReadMessageHistory);
  return bits;
}

export function canSee(world: World, channel: ChannelRecord, userId: string): boolean {
  return (channelPermissions(world, channel, userId) & Permission.ViewChannel) !== 0n;
}
