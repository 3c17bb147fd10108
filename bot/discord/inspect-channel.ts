import { ChannelType, type Guild, type PermissionFlagsBits } from 'discord.js';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import type { ChannelInspection } from '../../domain/settings/checklist.ts';

/** What cards and private threads need, by the names that Discord's settings show. */
const REQUIRED_PERMISSIONS: [
  name: string,
  flag: (typeof PermissionFlagsBits)[keyof typeof PermissionFlagsBits],
][] = [
  ['View Channel', Flags.ViewChannel],
  ['Send Messages', Flags.SendMessages],
  ['Embed Links', Flags.EmbedLinks],
  ['Read Message History', Flags.ReadMessageHistory],
  ['Create Private Threads', Flags.CreatePrivateThreads],
  ['Send Messages in Threads', Flags.SendMessagesInThreads],
];

/** What Discord says of a channel as a staff channel. */
export function inspectChannel(
  guild: Guild,
  channelId: string,
): ChannelInspection & { isText: boolean } {
  const channel = guild.channels.cache.get(channelId);
  const me = guild.members.me;
  if (!channel || !me)
    return { exists: false, missingPermissions: [], isPublic: false, isText: false };
  const botPermissions = channel.permissionsFor(me);
  return {
    exists: true,
    isText: channel.type === ChannelType.GuildText,
    missingPermissions: REQUIRED_PERMISSIONS.filter(([, flag]) => !botPermissions.has(flag)).map(
      ([name]) => name,
    ),
    isPublic: channel.permissionsFor(guild.roles.everyone).has(Flags.ViewChannel),
  };
}
