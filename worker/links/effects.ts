import { linkEffects, loadTrackUrl, recordResolvedTrack } from '../../domain/index.ts';
import {
  type Delivery,
  type DeliveryResult,
  defineDeliverer,
  NOTHING_TO_DO,
} from '../deliver/types.ts';
import { EgressError } from '../egress/index.ts';
import { resolveShortLink } from './resolve-short-link.ts';

/** A host that has not answered for so long is given up: the short link's own identity stays. */
const MAX_AGE_MS = 86_400_000;
const MIN_RETRY_DELAY_MS = 10_000;
/** ms until the calls under way may have ended. */
const BUSY_DELAY_MS = 1_000;

/** Finds out which track a short link leads to. It is not shown: only duplicates are found by it. */
async function resolveLink(delivery: Delivery<{ url: string }>): Promise<DeliveryResult> {
  const { egress, guildId, number, loaded, row } = delivery;
  try {
    const link = await resolveShortLink(egress, loaded.url, guildId);
    if (!link) return NOTHING_TO_DO;
    return { done: true, record: (db) => recordResolvedTrack(db, number, loaded.url, link) };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const { code } = error;
    if (code === 'busy') return { done: false, waitMs: BUSY_DELAY_MS, code: 'egress_busy' };
    if (code !== 'timeout' && code !== 'unreachable') return NOTHING_TO_DO;
    // Each wait is as long as those before it together.
    const ageMs = Date.now() - row.createdAt;
    if (!(ageMs >= -MIN_RETRY_DELAY_MS && ageMs < MAX_AGE_MS)) return NOTHING_TO_DO;
    return { done: false, waitMs: Math.max(MIN_RETRY_DELAY_MS, ageMs), code: `egress_${code}` };
  }
}

export const deliverers = [
  defineDeliverer({ effect: linkEffects.linkResolve, load: loadTrackUrl, deliver: resolveLink }),
];
