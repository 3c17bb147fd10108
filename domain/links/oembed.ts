import type { Platform } from './platform.ts';

interface OembedRules {
  endpoint: string;
  /** A rendition of the thumbnail that suits a cover better than the one that is named. */
  toThumbnail?(url: string): string;
}

/**
 * Platforms that say a link's title, artist and artwork (https://oembed.com), and where. Endpoints
 * are these, never what a page or a link names. Not among them: Bandcamp, whose oEmbed is not open
 * to everybody, and platforms of files.
 */
const OEMBED_RULES: Partial<Record<Platform, OembedRules>> = {
  soundcloud: { endpoint: 'https://soundcloud.com/oembed?format=json' },
  youtube: {
    endpoint: 'https://www.youtube.com/oembed?format=json',
    // The named one has black bars above and below.
    toThumbnail: (url) => url.replace(/\/hqdefault\.jpg$/, '/mqdefault.jpg'),
  },
  spotify: { endpoint: 'https://open.spotify.com/oembed' },
  apple_music: { endpoint: 'https://music.apple.com/api/oembed' },
  audius: { endpoint: 'https://audius.co/oembed' },
  tidal: { endpoint: 'https://oembed.tidal.com/' },
  deezer: { endpoint: 'https://api.deezer.com/oembed?format=json' },
};

export const hasOembed = (platform: Platform): boolean => Object.hasOwn(OEMBED_RULES, platform);

/**
 * Where a platform describes a track.
 * @param link.url an address that `parseTrackUrl` has accepted
 * @returns null for platforms that describe none
 */
export function toOembedUrl(link: { url: string; platform: Platform }): string | null {
  const rules = OEMBED_RULES[link.platform];
  const page = URL.parse(link.url);
  if (!rules || !page) return null;
  page.protocol = 'https:';
  page.hash = '';
  const url = new URL(rules.endpoint);
  url.searchParams.set('url', page.href);
  return url.href;
}

/** The address of the artwork that a platform's answer names. */
export const toThumbnailUrl = (url: string, platform: Platform): string =>
  OEMBED_RULES[platform]?.toThumbnail?.(url) ?? url;
