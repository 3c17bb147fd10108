import type { APIEmoji, APIUser } from 'discord-api-types/v10';
import type { EmojiRecord } from '../state/moderation-types.ts';

/** `creator` only on the routes of emojis themselves. */
export function presentEmoji(emoji: EmojiRecord, creator?: APIUser): APIEmoji {
  return {
    id: emoji.id,
    name: emoji.name,
    roles: emoji.roles,
    ...(creator ? { user: creator } : {}),
    require_colons: true,
    managed: false,
    animated: emoji.animated,
    available: true,
  };
}
