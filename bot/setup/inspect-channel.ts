import { ChannelType, type Guild } from 'discord.js';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import type { ChannelInspection } from '../../domain/settings/checklist.ts';
import type { Translator } from '../translator.ts';

/** What cards and private threads need. */
const REQUIRED_PERMISSIONS = [
  ['view_channel', Flags.ViewChannel],
  ['send_messages', Flags.SendMessages],
  ['embed_links', Flags.EmbedLinks],
  ['read_message_history', Flags.ReadMessageHistory],
  ['create_private_threads', Flags.CreatePrivateThreads],
  ['send_messages_in_threads', Flags.SendMessagesInThreads],
] as const;

/** Checks a channel as a staff channel, with what the gateway cached of it. */
export function inspectChannel(
  t: Translator,
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
      ([name]) => t(`setup.permission.${name}`),
    ),
    isPublic: channel.permissionsFor(guild.roles.everyone).has(Flags.ViewChannel),
  };
}
