import { presentFileFailed } from '../../bot/messages/files/failed-dm.ts';
import { type FailedFileView, recordArtistReachability } from '../../domain/index.ts';
import { sendDm } from '../deliver/send-dm.ts';
import type { Delivery, DeliveryResult } from '../deliver/types.ts';

/** Tells the artist that a file could not be kept, and what to do. */
export async function sendFileFailed(delivery: Delivery<FailedFileView>): Promise<DeliveryResult> {
  const { loaded, number, t } = delivery;
  const sent = await sendDm(delivery, loaded.artistId, presentFileFailed(t, loaded));
  return { done: true, record: (db) => recordArtistReachability(db, number, sent) };
}
