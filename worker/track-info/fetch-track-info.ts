import {
  type OembedAnswer,
  parseOembed,
  type TrackLink,
  toOembedUrl,
  toThumbnailUrl,
} from '../../domain/index.ts';
import { sniffFormat } from '../audio/index.ts';
import { type Egress, EgressError } from '../egress/index.ts';
import { fetchResource } from './fetch-resource.ts';
import { readImageSize } from './image-size.ts';

/** Bytes of an answer, which has a few texts and the HTML of a frame. */
const MAX_ANSWER_BYTES = 65_536;
const MAX_ARTWORK_BYTES = 1_000_000;
/** px of either side; a browser takes up to 64 MB for it. */
const MAX_ARTWORK_SIDE = 4_096;

export interface Artwork {
  content: Buffer;
  contentType: string;
}

interface CallOptions {
  guildId: string;
  /** Ends all calls. */
  signal: AbortSignal;
}

/**
 * Asks a platform about a track.
 * @returns null when it says nothing
 * @throws EgressError when a later try may succeed
 */
export async function fetchTrackInfo(
  egress: Egress,
  link: Pick<TrackLink, 'url' | 'platform'>,
  options: CallOptions,
): Promise<(OembedAnswer & { artwork: Artwork | null }) | null> {
  const url = toOembedUrl(link);
  if (url === null) return null;
  const response = await fetchIfAllowed(egress, url, { ...options, maxBytes: MAX_ANSWER_BYTES });
  const answer = response && parseOembed(response.toString());
  if (!answer) return null;
  const { thumbnailUrl } = answer;
  const artwork =
    thumbnailUrl &&
    (await fetchArtwork(egress, toThumbnailUrl(thumbnailUrl, link.platform), options));
  return { ...answer, artwork: artwork || null };
}

/** @returns null for what is no image that can be shown; its content type is not believed */
async function fetchArtwork(
  egress: Egress,
  url: string,
  options: CallOptions,
): Promise<Artwork | null> {
  const content = await fetchIfAllowed(egress, url, { ...options, maxBytes: MAX_ARTWORK_BYTES });
  if (!content) return null;
  const { contentType } = sniffFormat(content);
  const size = readImageSize(content, contentType);
  const fits = (side: number) => side >= 1 && side <= MAX_ARTWORK_SIDE;
  return size && fits(size.width) && fits(size.height) ? { content, contentType } : null;
}

/** @returns null for what is refused, and will be refused again */
async function fetchIfAllowed(
  egress: Egress,
  url: string,
  options: CallOptions & { maxBytes: number },
): Promise<Buffer | null> {
  try {
    return (await fetchResource(egress, url, options))?.body ?? null;
  } catch (error) {
    if (error instanceof EgressError && FINAL_CODES.has(error.code)) return null;
    throw error;
  }
}

const FINAL_CODES: ReadonlySet<EgressError['code']> = new Set(['refused', 'too_large', 'encoding']);
