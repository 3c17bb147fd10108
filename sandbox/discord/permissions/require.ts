import { discordError } from '../errors/discord-error.ts';
import type { ChannelRecord, GuildRecord, MemberRecord } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { Permission } from './bits.ts';
import { channelPermissions, guildPermissions } from './compute.ts';

/** The channel, if the user can see it: 10003 when it is gone, 50001 when it is hidden. */
export function requireChannel(world: World, channelId: string, userId: string): ChannelRecord {
  const channel = world.channels.get(channelId);
  if (!channel) throw discordError(10003);
  if (!(channelPermissions(world, channel, userId) & Permission.ViewChannel))
    throw discordError(50001);
  return channel;
}

export function requireInChannel(
  world: World,
  channel: ChannelRecord,
  userId: string,
  ...bits: bigint[]
): bigint {
  const granted = channelPermissions(world, channel, userId);
  for (const bit of bits) if ((granted & bit) !== bit) throw discordError(50013);
  return granted;
}

/** A server a bot is not in looks to it like one that does not exist. */
export function requireGuild(world: World, guildId: string, userId: string): GuildRecord {
  const guild = world.guilds.get(guildId);
  if (!guild?.members.has(userId)) throw discordError(10004);
  return guild;
}

export function requireInGuild(guild: GuildRecord, userId: string, bit: bigint): MemberRecord {
  const member = guild.members.get(userId);
  if (!member) throw discordError(50001);
  if ((guildPermissions(guild, member) & bit) !== bit) throw discordError(50013);
  return member;
}
