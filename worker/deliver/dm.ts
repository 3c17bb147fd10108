import { Routes } from 'discord.js';
import type { APIChannel } from 'discord-api-types/v10';
import type { Body } from '../../bot/presenters/body.ts';
import { presentDecisionDm, presentMessageDm, presentParkedIn } from '../../bot/presenters/dm.ts';
import {
  can,
  decisionView,
  loadMessage,
  planAt,
  recordMessage,
  recordReached,
} from '../../domain/index.ts';
import { CODES, refusedWith } from '../failure.ts';
import { isOwnRecipient } from './recipient.ts';
import { sendOnce } from './send.ts';
import { type Deliver, type Delivery, NOTHING_TO_DO } from './types.ts';

/** The artist is told of a decision that still stands. */
export const sendDecision: Deliver = async (delivery) => {
  const { row, loaded } = delivery;
  const view = row.refId ? decisionView(loaded, row.refId) : null;
  if (!view) return NOTHING_TO_DO;
  const sent = await sendDm(delivery, presentDecisionDm(view, await canAnswer(delivery)));
  return { done: true, record: (db) => recordReached(db, row.number, sent) };
};

/** A demo that was parked has its number now. */
export const sendParkedIn: Deliver = async (delivery) => {
  const { row, loaded } = delivery;
  const sent = await sendDm(delivery, presentParkedIn(loaded.view));
  return { done: true, record: (db) => recordReached(db, row.number, sent) };
};

/** Staff's message to the artist. */
export const sendMessage: Deliver = async (delivery) => {
  const { row, loaded, tenancy, guildId } = delivery;
  const { refId } = row;
  const view = refId ? await tenancy.read(guildId, (db) => loadMessage(db, loaded, refId)) : null;
  if (!view || !refId) return NOTHING_TO_DO;
  const sent = await sendDm(delivery, presentMessageDm(view, await canAnswer(delivery)));
  return {
    done: true,
    record: async (db) => {
      await recordReached(db, row.number, sent);
      await recordMessage(
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

type Sent = { dmChannelId: string; messageId: string } | { unreachable: 'dm_closed' | 'left' };

/** Opening a DM channel again gives the same one: no marker is needed for that half. */
async function sendDm(delivery: Delivery, message: Body): Promise<Sent> {
  const { rest, loaded } = delivery;
  if (!(await isOwnRecipient(delivery))) return { unreachable: 'left' };
  try {
    const channel = (await rest.post(Routes.userChannels(), {
      body: { recipient_id: loaded.view.artistId },
    })) as APIChannel;
    const { id } = await sendOnce(delivery, channel.id, message);
    return { dmChannelId: channel.id, messageId: id };
  } catch (error) {
    const code = refusedWith(error, CODES.dmClosed, CODES.noMutualGuild);
    if (!code) throw error;
    return { unreachable: code === CODES.dmClosed ? 'dm_closed' : 'left' };
  }
}

async function canAnswer({ tenancy, guildId }: Delivery): Promise<boolean> {
  const { grants } = await tenancy.placement(guildId);
  return can(planAt(grants, Date.now()), 'dm_replies');
}
