import type { GuildReader } from '../../tenancy/types.ts';
import { parseTrackUrl, type TrackLink } from '../links/parse-track-link.ts';
import { parseInteger, parseText } from './row-parsers.ts';

/** Rows that are compared by their link: the legacy hash takes some different links for the same. */
const MAX_COMPARED = 50;

/**
 * The earliest submission of the same track: by the track's hash, or by the link as it was pasted,
 * for rows of the version before and for short links that have been resolved since.
 * @param except the number of a submission that does not count
 * @returns its number, or null
 */
export async function findEarliestOfTrack(
  db: GuildReader,
  link: Pick<TrackLink, 'hash' | 'legacyHash'>,
  except = 0,
): Promise<number | null> {
  const [byTrack, byLink] = await Promise.all([
    db
      .table('submissions')
      .where('track_hash', link.hash)
      .whereNot('number', except)
      .min({ number: 'number' })
      .first(),
    db
      .table('submissions')
      .where('link_hash', link.legacyHash)
      .whereNot('number', except)
      .orderBy('number')
      .limit(MAX_COMPARED)
      .select('number', 'track_url'),
  ]);
  const sameLink = byLink.find(({ track_url }) => hashOf(track_url) === link.hash);
  const numbers = [byTrack?.number, sameLink?.number].filter((number) => number != null);
  return numbers.length > 0 ? Math.min(...numbers.map(parseInteger)) : null;
}

function hashOf(storedUrl: unknown): string | null {
  const link = parseTrackUrl(parseText(storedUrl));
  return typeof link === 'string' ? null : link.hash;
}
