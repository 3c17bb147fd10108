import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import { presentMessageDm } from '../../bot/messages/artist-messages/message-dm.ts';
import type { MessageBody } from '../../bot/messages/message.ts';
import { presentDecisionDm } from '../../bot/messages/review/decision-dm.ts';
import { presentDeferredAccepted } from '../../bot/messages/submissions/deferred-dm.ts';
import {
  loadMessage,
  planAt,
  planIncludes,
  recordArtistReachability,
  recordMessageDelivery,
  toDecisionView,
} from '../../domain/index.ts';
import { DISCORD_ERROR_CODES, matchRefusal } from '../failure.ts';
import { isAllowedRecipient } from './recipient.ts';
import { sendOnce } from './send.ts';
import { type Deliver, type Delivery, NOTHING_TO_DO } from './types.ts';

/** Tells the artist of a decision, unless it was undone. */
export const sendDecision: Deliver = async (delivery) => {
  const { row, loaded } = delivery;
  const view = row.refId ? toDecisionView(loaded, row.refId) : null;
  if (!view) return NOTHING_TO_DO;
  const sent = await sendDm(
    delivery,
    presentDecisionDm(delivery.t, view, await canReply(delivery)),
  );
  return { done: true, record: (db) => recordArtistReachability(db, row.number, sent) };
};

/** Tells the artist the number of a demo that had been held. */
export const sendDeferredAccepted: Deliver = async (delivery) => {
  const { row, loaded } = delivery;
  const sent = await sendDm(delivery, presentDeferredAccepted(delivery.t, loaded.view));
  return { done: true, record: (db) => recordArtistReachability(db, row.number, sent) };
};

/** Staff's message to the artist. */
export const sendMessage: Deliver = async (delivery) => {
  const { row, loaded, tenancy, guildId } = delivery;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (!view || !refId) return NOTHING_TO_DO;
  const sent = await sendDm(delivery, presentMessageDm(delivery.t, view, await canReply(delivery)));
  return {
    done: true,
    record: async (db) => {
      await recordArtistReachability(db, row.number, sent);
      await recordMessageDelivery(
        db,
        row.number,
        refId,
        'unreachable' in sent
          ? { delivery: 'failed', problem: sent.unreachable }
          : { delivery: 'delivered', dmMessageId: sent.messageId },
      );
    },
  };
};

type DmResult = { dmChannelId: string; messageId: string } | { unreachable: 'dm_closed' | 'left' };

/** Opening a DM channel again gives the same one: no marker is needed for that half. */
async function sendDm(delivery: Delivery, message: MessageBody): Promise<DmResult> {
  const { rest, loaded } = delivery;
  if (!(await isAllowedRecipient(delivery))) return { unreachable: 'left' };
  try {
    const channel = (await rest.post(Routes.userChannels(), {
      body: { recipient_id: loaded.view.artistId },
    })) as APIChannel;
    const { id } = await sendOnce(delivery, channel.id, message);
    return { dmChannelId: channel.id, messageId: id };
  } catch (error) {
    const code = matchRefusal(
      error,
      DISCORD_ERROR_CODES.dmClosed,
      DISCORD_ERROR_CODES.noMutualGuild,
    );
    if (!code) throw error;
    return { unreachable: code === DISCORD_ERROR_CODES.dmClosed ? 'dm_closed' : 'left' };
  }
}

async function canReply({ tenancy, guildId }: Delivery): Promise<boolean> {
  const { grants } = await tenancy.getPlacement(guildId);
  return planIncludes(planAt(grants, Date.now()), 'dm_replies');
}
