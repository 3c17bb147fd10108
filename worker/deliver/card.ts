import { isDeepStrictEqual } from 'node:util';
import { Routes } from 'discord.js';
import type { Body } from '../../bot/presenters/body.ts';
import { presentCard } from '../../bot/presenters/card.ts';
import { loadSubmission, recordCard } from '../../domain/index.ts';
import type { GuildWriter } from '../../tenancy/index.ts';
import { CODES, refusedWith } from '../failure.ts';
import { sendOnce } from './send.ts';
import { type Deliver, NOTHING_TO_DO } from './types.ts';

/** The staff card. Drawn from the record as it is now, so a late card is not an old card. */
export const postCard: Deliver = async (delivery) => {
  const { loaded, row, botId, isOwnChannel } = delivery;
  const channelId = loaded.settings.staffChannelId;
  if (loaded.card || !channelId) return NOTHING_TO_DO;
  if (!(await isOwnChannel(channelId))) return NOTHING_TO_DO;
  const drawn = presentCard(loaded.view);
  const message = await sendOnce(delivery, channelId, drawn);
  return {
    done: true,
    record: async (db) => {
      await recordCard(db, row.number, { channelId, messageId: message.id, botId });
      // What an earlier try sent shows the record as it was then.
      await redrawUnlessSame(db, row.number, delivery.mayHaveHappened ? null : drawn);
    },
  };
};

/** Draws the card anew. Drawing twice is harmless: no marker is needed. */
export const editCard: Deliver = async ({ loaded, rest, row, botId, isOwnChannel }) => {
  if (!loaded.card)
    return loaded.pending.has('card.post')
      ? { done: false, waitMs: 500, code: 'card_not_posted' }
      : NOTHING_TO_DO;
  const { channelId, messageId, botId: author } = loaded.card;
  if (author !== botId) return NOTHING_TO_DO;
  const drawn = presentCard(loaded.view);
  try {
    if (!(await isOwnChannel(channelId))) return NOTHING_TO_DO;
    await rest.patch(Routes.channelMessage(channelId, messageId), { body: drawn });
  } catch (error) {
    // Staff deleted the card, or its channel: there is nothing left to keep up to date.
    if (!refusedWith(error, CODES.unknownMessage, CODES.unknownChannel)) throw error;
    return NOTHING_TO_DO;
  }
  return { done: true, record: (db) => redrawUnlessSame(db, row.number, drawn) };
};

/**
 * Another worker may have drawn a newer record before this one drew an older: whoever drew last looks
 * whether the card still says what the record does.
 */
async function redrawUnlessSame(
  db: GuildWriter,
  number: number,
  drawn: Body | null,
): Promise<void> {
  const loaded = await loadSubmission(db, number);
  if (loaded && !(drawn && isDeepStrictEqual(presentCard(loaded.view), drawn)))
    await db.enqueue([{ kind: 'card.edit', number, refId: null }]);
}
