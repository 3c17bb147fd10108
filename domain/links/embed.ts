import { findKnownHost, toTableHost } from './host-table.ts';
import type { Platform } from './platform.ts';

/** A platform's own player, to be shown in a frame. */
export interface Embed {
  /** The frame's address: of an origin in {@link EMBED_ORIGINS}. */
  url: string;
  /** As tall as the platform draws it, in CSS px. */
  height: number;
}

interface EmbedRules {
  /** Of the frame; it may be framed by the dashboard (`frame-src`). */
  origin: string;
  /** @returns path and query of the frame, made of parsed ids only; null for links without a player */
  build: (url: URL) => { path: string; height: number } | null;
}

/**
 * Platforms whose player can be framed, by what their links hold. Not among them: Dropbox, whose
 * frame needs an app's key, and whose `raw=1` links would open `media-src` to a host on which
 * everybody can publish anything. Bandcamp's player needs an id that only its embed links contain.
 */
const EMBED_RULES = {
  soundcloud: { origin: 'https://w.soundcloud.com', build: buildSoundcloud },
  youtube: { origin: 'https://www.youtube-nocookie.com', build: buildYoutube },
  spotify: { origin: 'https://open.spotify.com', build: buildSpotify },
  apple_music: { origin: 'https://embed.music.apple.com', build: buildAppleMusic },
  google_drive: { origin: 'https://drive.google.com', build: buildGoogleDrive },
  audius: { origin: 'https://audius.co', build: buildAudius },
  bandcamp: { origin: 'https://bandcamp.com', build: buildBandcamp },
} as const satisfies Partial<Record<Platform, EmbedRules>>;

/** Platforms with a player that can be framed. */
export type EmbedPlatform = keyof typeof EMBED_RULES;

/** Origins of all frames: the Content-Security-Policy's `frame-src`. */
export const EMBED_ORIGINS: readonly string[] = Object.values(EMBED_RULES).map(
  ({ origin }) => origin,
);

const MAX_URL_LENGTH = 4_000;

const isEmbedPlatform = (platform: Platform): platform is EmbedPlatform =>
  Object.hasOwn(EMBED_RULES, platform);

/**
 * The platform's player for a track's link.
 * @param url an address that `parseTrackLink` has accepted
 * @returns null where there is none, or for an address that is not the platform's
 */
export function toEmbed(url: string, platform: Platform): Embed | null {
  if (!isEmbedPlatform(platform) || url.length > MAX_URL_LENGTH) return null;
  const parsed = URL.parse(url);
  if (!parsed || !isLinkOf(platform, parsed)) return null;
  const { origin, build } = EMBED_RULES[platform] as EmbedRules;
  const frame = build(parsed);
  return frame && { url: origin + frame.path, height: frame.height };
}

function isLinkOf(platform: EmbedPlatform, url: URL): boolean {
  if (!['https:', 'http:'].includes(url.protocol) || url.port || url.username || url.password)
    return false;
  const known = findKnownHost(toTableHost(url));
  return known?.platform === platform && !known.isShortLinkHost;
}

const SLUG = /^[\w-]{1,200}$/;
const NUMBER = /^\d{1,20}$/;

/** The parts of the path; none is empty. */
const splitPath = ({ pathname }: URL): string[] => pathname.split('/').filter(Boolean);

/** @returns the value if the whole of it is in this form, else null */
const check = (pattern: RegExp, value: string | null | undefined): string | null =>
  value && pattern.test(value) ? value : null;

const SOUNDCLOUD_HEIGHT = { track: 166, set: 300 };
/** Pages of a profile beside its tracks. */
const SOUNDCLOUD_PROFILE_PAGES = new Set(
  'tracks sets albums popular-tracks likes reposts comments followers following spotlight'.split(
    ' ',
  ),
);
const SOUNDCLOUD_PAGES = new Set(
  'discover search stream feed you upload pages tags charts settings stations people'.split(' '),
);
const SOUNDCLOUD_TOKEN = /^s-[A-Za-z0-9]{1,40}$/;

/** The widget takes the address of a track or a set, a private one's with its secret token. */
function buildSoundcloud(url: URL) {
  const parts = splitPath(url);
  const target = toTableHost(url).startsWith('api')
    ? toSoundcloudApiUrl(parts)
    : toSoundcloudPageUrl(parts);
  if (!target) return null;
  const token = check(SOUNDCLOUD_TOKEN, url.searchParams.get('secret_token'));
  const address = token && target.isApi ? `${target.url}?secret_token=${token}` : target.url;
  const query = new URLSearchParams({
    url: address,
    auto_play: 'true',
    hide_related: 'true',
    show_comments: 'false',
    show_reposts: 'false',
    visual: 'false',
  });
  const height = target.isSet ? SOUNDCLOUD_HEIGHT.set : SOUNDCLOUD_HEIGHT.track;
  return { path: `/player/?${query}`, height };
}

interface SoundcloudTarget {
  url: string;
  isSet: boolean;
  isApi: boolean;
}

function toSoundcloudApiUrl([kind, id, rest]: string[]): SoundcloudTarget | null {
  const number = check(NUMBER, id?.replace(/^soundcloud(?:%3A|:)\w{1,20}(?:%3A|:)/i, ''));
  if ((kind !== 'tracks' && kind !== 'playlists') || !number || rest !== undefined) return null;
  const url = `https://api.soundcloud.com/${kind}/${number}`;
  return { url, isSet: kind === 'playlists', isApi: true };
}

function toSoundcloudPageUrl(parts: string[]): SoundcloudTarget | null {
  const token = check(SOUNDCLOUD_TOKEN, parts.length > 2 ? parts.at(-1) : null);
  const path = token ? parts.slice(0, -1) : parts;
  const [user = '', ...rest] = path;
  const isSet = rest.length === 2 && rest[0] === 'sets';
  const isTrack = rest.length === 1 && !SOUNDCLOUD_PROFILE_PAGES.has(rest[0]!.toLowerCase());
  if (!(isSet || isTrack) || !path.every((part) => SLUG.test(part))) return null;
  if (SOUNDCLOUD_PAGES.has(user.toLowerCase())) return null;
  const url = `https://soundcloud.com/${[...path, ...(token ? [token] : [])].join('/')}`;
  return { url, isSet, isApi: false };
}

const YOUTUBE_ID = /^[\w-]{11}$/;
const YOUTUBE_LIST = /^[\w-]{12,64}$/;
const YOUTUBE_PAGES = new Set(['shorts', 'embed', 'live', 'v', 'e', 'watch']);
/** YouTube draws nothing in less than 200 px. */
const YOUTUBE_HEIGHT = 202;

function buildYoutube(url: URL) {
  const [page, last] = splitPath(url);
  const idInPath = toTableHost(url) === 'youtu.be' ? page : YOUTUBE_PAGES.has(page ?? '') && last;
  const id = check(YOUTUBE_ID, url.searchParams.get('v') ?? (idInPath || null));
  // The list of an embed link, which has its place where others have an id.
  if (id && id !== 'videoseries')
    return { path: `/embed/${id}?autoplay=1`, height: YOUTUBE_HEIGHT };
  const list = check(YOUTUBE_LIST, url.searchParams.get('list'));
  return list
    ? { path: `/embed/videoseries?list=${list}&autoplay=1`, height: YOUTUBE_HEIGHT }
    : null;
}

const SPOTIFY_PATH =
  /^(?:\/intl-[a-z-]{2,8})?(?:\/embed(?:-podcast)?)?(?:\/user\/[^/]{1,80})?\/(track|album|playlist|episode)\/([A-Za-z0-9]{22})\/?$/;
const SPOTIFY_URI = /^spotify:(track|album|playlist|episode):([A-Za-z0-9]{22})$/;
const SPOTIFY_HEIGHT = 152;

function buildSpotify(url: URL) {
  const uri = url.searchParams.get('highlight') ?? url.searchParams.get('uri') ?? '';
  const match = SPOTIFY_URI.exec(uri) ?? SPOTIFY_PATH.exec(url.pathname);
  return match && { path: `/embed/${match[1]}/${match[2]}`, height: SPOTIFY_HEIGHT };
}

const APPLE_KINDS = new Set(['album', 'song', 'playlist', 'music-video']);
const APPLE_ID = { number: /^(?:id)?\d{1,20}$/, playlist: /^pl\.[\w.-]{1,80}$/ };
const APPLE_HEIGHT = { song: 175, list: 300 };

function buildAppleMusic(url: URL) {
  const parts = splitPath(url);
  const store = /^[a-z]{2}$/.test(parts[0] ?? '') ? parts.shift()! : 'us';
  const kind = parts[0] ?? '';
  if (!APPLE_KINDS.has(kind) || parts.length < 2 || parts.length > 3) return null;
  const pattern = kind === 'playlist' ? APPLE_ID.playlist : APPLE_ID.number;
  const id = check(pattern, parts.at(-1))?.replace(/^id/, '');
  if (!id) return null;
  const song = kind === 'album' ? check(NUMBER, url.searchParams.get('i')) : null;
  const isList = kind === 'playlist' || (kind === 'album' && !song);
  return {
    path: `/${store}/${kind}/${id}${song ? `?i=${song}` : ''}`,
    height: isList ? APPLE_HEIGHT.list : APPLE_HEIGHT.song,
  };
}

const DRIVE_ID = /^[\w-]{10,128}$/;
const DRIVE_KEY = /^0-[\w-]{1,64}$/;
const DRIVE_PATH = /^(?:\/a\/[^/]{1,100})?\/file(?:\/u\/\d{1,2})?\/d\/([\w-]{10,128})(?:\/|$)/;
const DRIVE_PAGES = /^\/(?:u\/\d{1,2}\/)?(?:open|uc|download)$/;
const DRIVE_HEIGHT = 160;

/** A file's preview, which plays sound; not of folders and documents. */
function buildGoogleDrive(url: URL) {
  const id =
    DRIVE_PATH.exec(url.pathname)?.[1] ??
    (DRIVE_PAGES.test(url.pathname) ? check(DRIVE_ID, url.searchParams.get('id')) : null);
  if (!id) return null;
  const key = check(DRIVE_KEY, url.searchParams.get('resourcekey'));
  return {
    path: `/file/d/${id}/preview${key ? `?resourcekey=${key}` : ''}`,
    height: DRIVE_HEIGHT,
  };
}

const AUDIUS_PATH = /^\/embed\/(track|playlist|album)\/([A-Za-z0-9]{1,24})\/?$/;
const AUDIUS_HEIGHT = 120;

/** Only embed links hold the id. */
function buildAudius(url: URL) {
  const match = AUDIUS_PATH.exec(url.pathname);
  return match && { path: `/embed/${match[1]}/${match[2]}?flavor=compact`, height: AUDIUS_HEIGHT };
}

const BANDCAMP_HEIGHT = 120;

/** Only embed links hold an id: `/EmbeddedPlayer/album=1/size=large/track=2`. */
function buildBandcamp(url: URL) {
  const [page, ...options] = splitPath(url);
  if (toTableHost(url) !== 'bandcamp.com' || page !== 'EmbeddedPlayer') return null;
  const findId = (name: string) =>
    check(NUMBER, options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1));
  const [track, album] = [findId('track'), findId('album')];
  if (!track && !album) return null;
  const ids = [...(album ? [`album=${album}`] : []), ...(track ? [`track=${track}`] : [])];
  return {
    path: `/EmbeddedPlayer/${ids.join('/')}/size=large/tracklist=false/artwork=small/`,
    height: BANDCAMP_HEIGHT,
  };
}
