import { ChannelType, type Guild } from 'discord.js';
import { PermissionFlagsBits as Flags } from 'discord-api-types/v10';
import type { Translator } from '../translator.ts';

const NEEDED_PERMISSIONS = [
  ['view_channel', Flags.ViewChannel],
  ['send_messages', Flags.SendMessages],
  // Without it nothing tells whether an earlier try was sent.
  ['read_message_history', Flags.ReadMessageHistory],
] as const;

/** Why a panel cannot be posted in a channel, in words; null when it can. */
export function describePostingProblem(
  t: Translator,
  guild: Guild,
  channelId: string,
): string | null {
  const channel = guild.channels.cache.get(channelId);
  const me = guild.members.me;
  if (
    !me ||
    (channel?.type !== ChannelType.GuildText && channel?.type !== ChannelType.GuildAnnouncement)
  )
    return t('submit_panels.wrong_channel');
  const permissions = channel.permissionsFor(me);
  const missing = NEEDED_PERMISSIONS.filter(([, flag]) => !permissions.has(flag)).map(([name]) =>
    t(`setup.permission.${name}`),
  );
  return missing.length > 0
    ? t('setup.bad_channel.missing', { channel: `<#${channelId}>`, missing: missing.join(', ') })
    : null;
}
