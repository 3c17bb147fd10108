import { isDeepStrictEqual } from 'node:util';
import { Routes } from 'discord.js';
import type { MessageBody } from '../../bot/messages/message.ts';
import { presentCard } from '../../bot/messages/submissions/card.ts';
import {
  createEffect,
  type LoadedCard,
  loadCard,
  recordCard,
  recordCardDeleted,
  submissionEffects,
  submissionSubject,
} from '../../domain/index.ts';
import type { GuildWriter } from '../../tenancy/index.ts';
import { getPlan } from '../deliver/plan.ts';
import { sendOnce } from '../deliver/send.ts';
import {
  CHANNEL_LOST_CODES,
  checkStaffChannel,
  deliverToStaffChannel,
} from '../deliver/staff-channel.ts';
import { type Delivery, type DeliveryResult, NOTHING_TO_DO } from '../deliver/types.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';

/** Without permission to write, no card can be posted there either. */
const CARD_LOST_CODES = [...CHANNEL_LOST_CODES, DISCORD_ERROR_CODES.missingPermissions];

const renderCard = async (delivery: Delivery, { view }: LoadedCard): Promise<MessageBody> => {
  const { t, publicUrl } = delivery;
  return presentCard(t, view, { plan: await getPlan(delivery), publicUrl });
};

/** The staff card, rendered from the record as it is now: a late card is never outdated. */
export async function postCard(delivery: Delivery<LoadedCard>): Promise<DeliveryResult> {
  const { loaded, number, botId, isGuildChannel } = delivery;
  if (loaded.card) return NOTHING_TO_DO;
  return deliverToStaffChannel(delivery, CARD_LOST_CODES, async (channelId) => {
    if (!(await isGuildChannel(channelId))) return NOTHING_TO_DO;
    const renderedCard = await renderCard(delivery, loaded);
    const message = await sendOnce(delivery, channelId, renderedCard);
    return {
      done: true,
      record: async (db) => {
        await recordCard(db, number, { channelId, messageId: message.id, botId });
        // What an earlier try sent shows the record as it was then.
        await enqueueEditIfChanged(db, delivery, delivery.outcomeUnknown ? null : renderedCard);
      },
    };
  });
}

/** Renders the card again. Editing twice is harmless, so no marker is needed. */
export async function editCard(delivery: Delivery<LoadedCard>): Promise<DeliveryResult> {
  const { loaded, isPredecessorPending, rest, number, botId, isGuildChannel } = delivery;
  if (!loaded.card)
    return isPredecessorPending
      ? { done: false, waitMs: 500, code: 'card_not_posted' }
      : NOTHING_TO_DO;
  const { channelId, messageId, botId: cardBotId } = loaded.card;
  if (cardBotId !== botId) return NOTHING_TO_DO;
  const renderedCard = await renderCard(delivery, loaded);
  try {
    if (!(await isGuildChannel(channelId))) return NOTHING_TO_DO;
    await rest.patch(Routes.channelMessage(channelId, messageId), { body: renderedCard });
  } catch (error) {
    // Staff deleted the card, or its channel is lost: it is posted where cards are posted now.
    if (!matchRefusal(error, DISCORD_ERROR_CODES.unknownMessage, ...CHANNEL_LOST_CODES))
      throw error;
    const staffChannel = await checkStaffChannel(delivery);
    if (!staffChannel.done) return staffChannel;
    return { done: true, record: (db) => recordCardDeleted(db, number, messageId) };
  }
  return { done: true, record: (db) => enqueueEditIfChanged(db, delivery, renderedCard) };
}

/**
 * Another worker may have rendered a newer record before this one's older edit arrived: whoever
 * edits last checks that the card still shows the record.
 */
async function enqueueEditIfChanged(
  db: GuildWriter,
  delivery: Delivery,
  renderedCard: MessageBody | null,
): Promise<void> {
  const { number } = delivery;
  const loaded = await loadCard(db, number);
  if (!loaded) return;
  if (!isDeepStrictEqual(await renderCard(delivery, loaded), renderedCard))
    await db.enqueue([createEffect(submissionEffects.cardEdit, submissionSubject(number), null)]);
}
