import { Routes } from 'discord.js';
import { presentCard } from '../../bot/presenters/card.ts';
import { isPending, recordCard } from '../../domain/index.ts';
import { CODES, refusedWith } from '../rest.ts';
import { isOwnChannel } from './own-channel.ts';
import { sendOnce } from './send.ts';
import { type Deliver, NOTHING_TO_DO } from './types.ts';

/** The staff card. Drawn from the record as it is now, so a late card is not an old card. */
export const postCard: Deliver = async (delivery) => {
  const { loaded, guildId, rest, row, botId } = delivery;
  const channelId = loaded.settings.staffChannelId;
  if (loaded.card || !channelId) return NOTHING_TO_DO;
  if (!(await isOwnChannel(rest, guildId, channelId))) return NOTHING_TO_DO;
  const message = await sendOnce(delivery, channelId, presentCard(loaded.view));
  return {
    done: true,
    record: async (db) => {
      await recordCard(db, row.number, { channelId, messageId: message.id, botId });
      // What an earlier try sent shows the record as it was then.
      if (delivery.mayHaveHappened)
        await db.enqueue([{ kind: 'card.edit', number: row.number, refId: null }]);
    },
  };
};

/** Draws the card anew. Drawing twice is harmless: no marker is needed. */
export const editCard: Deliver = async ({ loaded, rest, row, tenancy, guildId, botId }) => {
  if (!loaded.card) {
    const waits = await tenancy.read(guildId, (db) => isPending(db, row.number, 'card.post'));
    return waits ? { done: false, waitMs: 500, code: 'card_not_posted' } : NOTHING_TO_DO;
  }
  const { channelId, messageId, botId: author } = loaded.card;
  if (author !== botId || !(await isOwnChannel(rest, guildId, channelId))) return NOTHING_TO_DO;
  try {
    await rest.patch(Routes.channelMessage(channelId, messageId), {
      body: presentCard(loaded.view),
    });
  } catch (error) {
    // Staff deleted the card, or its channel: there is nothing left to keep up to date.
    if (!refusedWith(error, CODES.unknownMessage, CODES.unknownChannel)) throw error;
  }
  return NOTHING_TO_DO;
};
