import {
  type FoundTrackInfo,
  loadTrackToDescribe,
  parseTrackUrl,
  recordTrackInfo,
  submissionSubject,
  type TrackLink,
  toArtworkId,
  trackInfoEffects,
} from '../../domain/index.ts';
import { FileStorageError } from '../../tenancy/index.ts';
import { type Delivery, type DeliveryResult, defineDeliverer } from '../deliver/types.ts';
import { type Egress, EgressError } from '../egress/index.ts';
import { resolveShortLink } from '../links/resolve-short-link.ts';
import { type Artwork, fetchTrackInfo } from './fetch-track-info.ts';

type Loaded = { url: string };

/** A platform or bucket that has not answered for so long is given up: the cover is a drawn one. */
const MAX_AGE_MS = 3_600_000;
const MIN_RETRY_DELAY_MS = 10_000;
/** ms until the calls under way may have ended. */
const BUSY_DELAY_MS = 1_000;
/** ms for the platform, artwork and redirects included. */
const PLATFORM_TIMEOUT_MS = 6_000;
/** ms for the bucket. */
const STORE_TIMEOUT_MS = 10_000;

/** Asks a track's platform for title, artist and artwork. */
async function describeTrack(delivery: Delivery<Loaded>): Promise<DeliveryResult> {
  const { egress, guildId, number, loaded, row } = delivery;
  const finish = (found: FoundTrackInfo | null): DeliveryResult => ({
    done: true,
    record: (db) => recordTrackInfo(db, submissionSubject(number), loaded.url, found),
  });
  try {
    const signal = AbortSignal.timeout(PLATFORM_TIMEOUT_MS);
    const link = await findTrack(egress, loaded.url, guildId);
    const info = link && (await fetchTrackInfo(egress, link, { guildId, signal }));
    if (!info) return finish(null);
    const artwork = info.artwork && (await storeArtwork(delivery, info.artwork));
    return finish({ platform: link.platform, title: info.title, artist: info.artist, artwork });
  } catch (error) {
    const code = toRetryCode(error);
    if (code === null) throw error;
    if (code === 'egress_busy') return { done: false, waitMs: BUSY_DELAY_MS, code };
    // Each wait is as long as those before it together.
    const ageMs = Date.now() - row.createdAt;
    if (!(ageMs >= -MIN_RETRY_DELAY_MS && ageMs < MAX_AGE_MS)) return finish(null);
    return { done: false, waitMs: Math.max(MIN_RETRY_DELAY_MS, ageMs), code };
  }
}

/** The link, or the one that it leads to. */
async function findTrack(egress: Egress, url: string, guildId: string): Promise<TrackLink | null> {
  const link = parseTrackUrl(url);
  if (typeof link === 'string') return null;
  return link.isShortLink ? resolveShortLink(egress, link.url, guildId) : link;
}

async function storeArtwork(
  { tenancy, guildId, number }: Delivery<Loaded>,
  { content, contentType }: Artwork,
): Promise<FoundTrackInfo['artwork']> {
  const files = await tenancy.files(guildId);
  const id = toArtworkId(submissionSubject(number));
  const signal = AbortSignal.timeout(STORE_TIMEOUT_MS);
  try {
    // What an attempt that was killed has left: nothing is recorded yet, so no row needs it.
    await files.erase(files.store, [id]);
    const written = await files.write(id, toChunks(content), { maxBytes: content.length, signal });
    return { ...written, contentType };
  } catch (error) {
    throw signal.aborted ? new FileStorageError('unavailable', 'bucket_timeout') : error;
  }
}

async function* toChunks(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** @returns null for what is none of the platform's and the bucket's failures */
function toRetryCode(error: unknown): string | null {
  if (error instanceof EgressError) return `egress_${error.code}`;
  return error instanceof FileStorageError ? (error.reason ?? error.code) : null;
}

export const deliverers = [
  defineDeliverer({
    effect: trackInfoEffects.trackDescribe,
    load: (db, number) => loadTrackToDescribe(db, submissionSubject(number)),
    deliver: describeTrack,
  }),
];
