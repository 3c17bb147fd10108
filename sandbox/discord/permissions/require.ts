import { discordError } from '../errors/discord-error.ts';
import type { DiscordState } from '../state/discord-state.ts';
import type { ChannelRecord, GuildRecord, MemberRecord } from '../state/types.ts';
import { Permission } from './bits.ts';
import { computeChannelPermissions, computeGuildPermissions } from './compute.ts';

/** The channel, if the user can see it: 10003 when it is gone, 50001 when it is hidden. */
export function requireChannel(
  state: DiscordState,
  channelId: string,
  userId: string,
): ChannelRecord {
  const channel = state.channels.get(channelId);
  if (!channel) throw discordError(10003);
  if (!(computeChannelPermissions(state, channel, userId) & Permission.ViewChannel))
    throw discordError(50001);
  return channel;
}

export function requireChannelPermissions(
  state: DiscordState,
  channel: ChannelRecord,
  userId: string,
  ...bits: bigint[]
): bigint {
  const granted = computeChannelPermissions(state, channel, userId);
  for (const bit of bits) if ((granted & bit) !== bit) throw discordError(50013);
  return granted;
}

/** A server a bot is not in looks to it like one that does not exist. */
export function requireGuild(state: DiscordState, guildId: string, userId: string): GuildRecord {
  const guild = state.guilds.get(guildId);
  if (!guild?.members.has(userId)) throw discordError(10004);
  return guild;
}

export function requireGuildPermission(
  guild: GuildRecord,
  userId: string,
  bit: bigint,
): MemberRecord {
  const member = guild.members.get(userId);
  if (!member) throw discordError(50001);
  if ((computeGuildPermissions(guild, member) & bit) !== bit) throw discordError(50013);
  return member;
}
