import { presentDecisionDm } from '../../bot/messages/review/decision-dm.ts';
import { type LoadedDecision, recordArtistReachability } from '../../domain/index.ts';
import { canReply, sendDm } from '../deliver/send-dm.ts';
import type { Delivery, DeliveryResult } from '../deliver/types.ts';

/** Tells the artist of a decision. */
export async function sendDecision(delivery: Delivery<LoadedDecision>): Promise<DeliveryResult> {
  const { decision } = delivery.loaded;
  const message = presentDecisionDm(delivery.t, decision, await canReply(delivery));
  const sent = await sendDm(delivery, decision.artistId, message);
  return { done: true, record: (db) => recordArtistReachability(db, delivery.number, sent) };
}
