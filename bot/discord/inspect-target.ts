import type { Guild } from 'discord.js';
import { ChannelType, PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import type { Translator } from '../translator.ts';

/** In which decided demos and submit panels can be posted. */
export const POST_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

const REQUIRED_PERMISSIONS = [
  ['view_channel', Flags.ViewChannel],
  ['send_messages', Flags.SendMessages],
  // Without it nothing tells whether an earlier try was sent.
  ['read_message_history', Flags.ReadMessageHistory],
] as const;

/** What keeps the bot from posting in a channel, with what the gateway cached of it. */
export function inspectTarget(
  t: Translator,
  guild: Guild | null,
  channelId: string,
): { exists: boolean; missing: string[] } {
  const channel = guild?.channels.cache.get(channelId);
  const me = guild?.members.me;
  if (!me || !POST_CHANNEL_TYPES.some((type) => type === channel?.type) || !channel)
    return { exists: false, missing: [] };
  const permissions = channel.permissionsFor(me);
  return {
    exists: true,
    missing: REQUIRED_PERMISSIONS.filter(([, flag]) => !permissions.has(flag)).map(([name]) =>
      t(`setup.permission.${name}`),
    ),
  };
}
