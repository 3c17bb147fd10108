import { presentDecisionDm } from '../../bot/messages/review/decision-dm.ts';
import {
  type LoadedDecision,
  planAt,
  planIncludes,
  recordArtistReachability,
} from '../../domain/index.ts';
import { canReply, sendDm } from '../deliver/send-dm.ts';
import type { Delivery, DeliveryResult } from '../deliver/types.ts';

/** Tells the artist of a decision, in the label's own words where its plan has them. */
export async function sendDecision(delivery: Delivery<LoadedDecision>): Promise<DeliveryResult> {
  const { loaded, tenancy, guildId } = delivery;
  const { decision, settings } = loaded;
  const { grants } = await tenancy.getPlacement(guildId);
  const templates = planIncludes(planAt(grants, Date.now()), 'templates')
    ? settings.templates
    : null;
  const message = presentDecisionDm(delivery.t, decision, await canReply(delivery), templates);
  const sent = await sendDm(delivery, decision.artistId, message);
  return { done: true, record: (db) => recordArtistReachability(db, delivery.number, sent) };
}
