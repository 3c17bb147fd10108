import type { DatabaseRow } from '../../tenancy/types.ts';
import type { DiscordMessages } from '../discord-messages/discord-messages.ts';
import { parseIdOrNull } from './row-parsers.ts';

/** Where staff have a submission on Discord. All ids are snowflakes. */
export interface OnDiscord {
  card: { channelId: string; messageId: string; botId: string } | null;
  threadId: string | null;
}

/** @param row of `submissions`: its own columns are what the version before wrote */
export function toOnDiscord(row: DatabaseRow, { card, thread }: DiscordMessages): OnDiscord {
  return {
    card: card?.messageId ? { ...card, messageId: card.messageId } : toLegacyCard(row),
    threadId: thread?.channelId ?? parseIdOrNull(row.thread_id),
  };
}

/** Opens a channel, a thread or a message on Discord. */
export const toDiscordUrl = (discordUrl: string, guildId: string, ...ids: string[]): string =>
  [discordUrl, 'channels', guildId, ...ids].join('/');

function toLegacyCard(row: DatabaseRow): OnDiscord['card'] {
  const channelId = parseIdOrNull(row.card_channel_id);
  const messageId = parseIdOrNull(row.card_message_id);
  const botId = parseIdOrNull(row.card_bot_id);
  return channelId && messageId && botId ? { channelId, messageId, botId } : null;
}
