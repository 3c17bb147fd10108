import { createHash } from 'node:crypto';

/** Hosts that are one platform, after `www.`, `m.` and the like were dropped. */
const PLATFORM_BY_HOST: Record<string, string> = {
  'soundcloud.com': 'soundcloud',
  'on.soundcloud.com': 'soundcloud',
  'snd.sc': 'soundcloud',
  'youtube.com': 'youtube',
  'youtu.be': 'youtube',
  'music.youtube.com': 'youtube',
  'youtube-nocookie.com': 'youtube',
  'open.spotify.com': 'spotify',
  'spotify.link': 'spotify',
  'spoti.fi': 'spotify',
  'dropbox.com': 'dropbox',
  'dl.dropboxusercontent.com': 'dropbox',
  'db.tt': 'dropbox',
  'drive.google.com': 'google_drive',
  'docs.google.com': 'google_drive',
  'music.apple.com': 'apple_music',
  'geo.music.apple.com': 'apple_music',
  'itunes.apple.com': 'apple_music',
  'audius.co': 'audius',
  'untitled.stream': 'untitled',
  'bandcamp.com': 'bandcamp',
};

/** Parameters that say where a click came from, or how to show the track. */
const TRACKING_PARAMETERS =
  /^(utm_|fbclid$|gclid$|igsh|si$|ref$|feature$|in$|pp$|ab_channel$|nd$|go$|dl$|raw$|usp$|share|from$|context$|t$|ls$|at$|ct$|app$|itsct$|itscg$|st$|e$)/i;

const YOUTUBE_ID = /^[A-Za-z0-9_-]{6,20}$/;

/** A link as the version before parsed it. */
interface LegacyLink {
  platform: string;
  canonical: string;
  /** The pasted text. */
  url: string;
  /** SHA-256 of `canonical`, in hex. */
  hash: string;
}

/**
 * Parses a link as the version before does, which takes some different tracks for the same and some
 * same ones for different. Its hash is stored in `link_hash`, and a request's fingerprint is made
 * of all of it, while both versions run side by side.
 * @returns null for a text that the version before refuses
 */
export function parseLegacyLink(text: string): LegacyLink | null {
  const url = URL.parse(text.trim());
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null;
  if (url.username || url.password || !url.hostname.includes('.')) return null;

  const host = url.hostname.replace(/\.$/, '').replace(/^(www\d?|m|mobile)\./, '');
  const platform =
    PLATFORM_BY_HOST[host] ?? (host.endsWith('.bandcamp.com') ? 'bandcamp' : 'other');
  const canonical = canonicalize(platform, host, url);
  const hash = createHash('sha256').update(canonical).digest('hex');
  return { platform, canonical, url: text.trim(), hash };
}

function canonicalize(platform: string, host: string, url: URL): string {
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  if (platform === 'youtube') {
    const id = url.searchParams.get('v') ?? path.split('/').at(-1) ?? '';
    if (YOUTUBE_ID.test(id) && !path.startsWith('/playlist')) return `youtube:${id}`;
  }
  if (platform === 'spotify') {
    const match = /\/(track|album|playlist|episode)\/([A-Za-z0-9]+)/.exec(path);
    if (match) return `spotify:${match[1]}:${match[2]}`;
  }
  if (platform === 'google_drive') {
    const id = /\/d\/([A-Za-z0-9_-]+)/.exec(path)?.[1] ?? url.searchParams.get('id');
    if (id) return `google_drive:${id}`;
  }
  if (platform === 'apple_music') {
    const track = url.searchParams.get('i');
    const album = parseTrailingDigits(path);
    if (track ?? album) return `apple_music:${track ?? album}`;
  }
  const significantParameters = [...url.searchParams]
    .filter(([key]) => !TRACKING_PARAMETERS.test(key))
    .sort();
  const query = significantParameters.map(([key, value]) => `${key}=${value}`).join('&');
  // SoundCloud and Bandcamp fold case in paths; elsewhere case may tell files apart.
  const isCaseInsensitive = platform === 'soundcloud' || platform === 'bandcamp';
  return `${host}${isCaseInsensitive ? path.toLowerCase() : path}${query ? `?${query}` : ''}`;
}

/** Read from the end: an expression would begin at each digit. @returns null when there are none */
function parseTrailingDigits(text: string): string | null {
  let start = text.length;
  while (start > 0 && /[0-9]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start) || null;
}
