import { presentDeferredAccepted } from '../../bot/messages/submissions/deferred-dm.ts';
import { type LoadedCard, recordArtistReachability } from '../../domain/index.ts';
import { sendDm } from '../deliver/send-dm.ts';
import type { Delivery, DeliveryResult } from '../deliver/types.ts';

/** Tells the artist the number of a demo that had been deferred. */
export async function sendDeferredAccepted(
  delivery: Delivery<LoadedCard>,
): Promise<DeliveryResult> {
  const { view } = delivery.loaded;
  const sent = await sendDm(delivery, view.artistId, presentDeferredAccepted(delivery.t, view));
  return { done: true, record: (db) => recordArtistReachability(db, delivery.number, sent) };
}
