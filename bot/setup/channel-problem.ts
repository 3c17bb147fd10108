import type { Guild } from 'discord.js';
import type { Translator } from '../translator.ts';
import { inspectChannel } from './inspect-channel.ts';

/** Why a channel cannot be the staff channel, in words; null when it can. */
export function describeChannelProblem(
  t: Translator,
  guild: Guild,
  channelId: string,
): string | null {
  const { exists, isText, isPublic, missingPermissions } = inspectChannel(t, guild, channelId);
  const describe = (reason: 'type' | 'public' | 'missing') =>
    t(`setup.bad_channel.${reason}`, {
      channel: `<#${channelId}>`,
      missing: missingPermissions.join(', '),
    });
  if (!exists || !isText) return describe('type');
  if (isPublic) return describe('public');
  return missingPermissions.length > 0 ? describe('missing') : null;
}
