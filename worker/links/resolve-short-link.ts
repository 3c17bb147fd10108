import { parseTrackUrl, type TrackLink } from '../../domain/index.ts';
import { type Egress, EgressError } from '../egress/index.ts';
import { findPageTarget } from './page-target.ts';

/** Short links that lead to short links. */
const MAX_HOPS = 5;
/** ms for all hops. */
const TIMEOUT_MS = 3_000;

/**
 * Finds the track that a short link leads to. Only hosts of short links are called: the address to
 * which one redirects names its track, and is not opened.
 * @returns null when it leads to no track
 * @throws EgressError when a later try may succeed
 */
export async function resolveShortLink(
  egress: Egress,
  href: string,
  guildId: string,
): Promise<TrackLink | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url: string | null = href;
  for (let hop = 0; url !== null && hop <= MAX_HOPS; hop += 1) {
    const link: TrackLink | string = parseTrackUrl(url);
    if (typeof link === 'string') return null;
    if (!link.isShortLink) return link;
    if (hop < MAX_HOPS) url = await fetchTarget(egress, link.url, { guildId, signal });
  }
  return null;
}

async function fetchTarget(
  egress: Egress,
  url: string,
  options: { guildId: string; signal: AbortSignal },
): Promise<string | null> {
  const { status, headers, body } = await egress.get(url, options);
  if (status === 429 || status >= 500) throw new EgressError('unreachable');
  const target =
    headers.location ??
    (/^text\/html\b/i.test(headers['content-type'] ?? '') ? findPageTarget(String(body)) : null);
  return target ? (URL.parse(target, url)?.href ?? null) : null;
}
