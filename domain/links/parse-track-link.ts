import { createHash } from 'node:crypto';
import { type DiscordFileLink, parseDiscordFile } from './discord-file.ts';
import { type FoundLink, findLinks } from './find-links.ts';
import { HostTable, toTableHost } from './host-table.ts';
import { identifyTrack } from './identify-track.ts';
import { parseLegacyLink } from './legacy-link.ts';
import type { Platform } from './platform.ts';
import { isPublicHost } from './public-host.ts';
import { REDIRECTORS } from './redirectors.ts';

export interface TrackLink {
  /** The parsed address: what people open. */
  url: string;
  platform: Platform;
  /** SHA-256 of the identity, in hex: equal for the same track however it was pasted. */
  hash: string;
  /** The same as the version before computes it; see parseLegacyLink. */
  legacyHash: string;
  /** It redirects to the track; `hash` is that of the short link until it is resolved. */
  isShortLink: boolean;
}

/** Why a text has no link that staff can open. */
export type LinkRefusal =
  /** No link at all. */
  | 'missing'
  /** A link of another scheme than http and https. */
  | 'scheme'
  /** A user name or password in the address. */
  | 'credentials'
  /** A private network, or a name that only one network knows. */
  | 'private'
  /** On Discord's CDN, and not the signed link of a file. */
  | 'expiring'
  | 'home_page'
  /** A page that shows each visitor something of their own, as a library. */
  | 'personal'
  | 'too_long';

export type ParsedTrackLink =
  | {
      kind: 'link';
      link: TrackLink;
      /** The text beside the link, if it may hold what opens it; else null. */
      note: string | null;
    }
  /** Different tracks, at most {@link MAX_LINKS}: whoever pasted them has to choose. */
  | { kind: 'several'; links: TrackLink[]; note: string | null }
  /** Of Discord messages, at most {@link MAX_LINKS}: they are fetched, as their links expire. */
  | { kind: 'files'; files: DiscordFileLink[]; note: string | null }
  | { kind: 'refused'; code: LinkRefusal };

export const MAX_LINKS = 10;
const MAX_TEXT_LENGTH = 4_000;
/** As much of an address as is read from the store. */
const MAX_URL_LENGTH = 4_000;
/** Redirectors inside of redirectors. */
const MAX_REDIRECTORS = 4;

const PASSWORD_WORDS =
  /\b(pass(word|code|wort|e)?|pwd?|pin|code|kennwort|mot de passe|contraseña|senha)\b/i;

/**
 * Understands what people paste as the link of a track: a sentence around it, no scheme, quotes,
 * brackets, markdown, invisible characters, Spotify's URIs, pages that only forward.
 */
export function parseTrackLink(text: string): ParsedTrackLink {
  if (text.length > MAX_TEXT_LENGTH) return { kind: 'refused', code: 'too_long' };
  const { links: found, rest } = findLinks(text);
  const tracks = new Map<string, TrackLink>();
  const files = new Map<string, DiscordFileLink>();
  let refusal: LinkRefusal | null = null;
  for (const each of found) {
    if (!isMeant(each, found.length, rest)) continue;
    const file = findDiscordFile(each.href);
    if (file) {
      files.set(file.url, file);
      continue;
    }
    const result = checkLink(each.href);
    if (typeof result === 'string') refusal ??= result;
    else if (!tracks.has(result.hash)) tracks.set(result.hash, result);
  }
  const [link, ...others] = tracks.values();
  const note = PASSWORD_WORDS.test(rest) ? rest.replace(/\s+/g, ' ').trim() : null;
  if (!link && files.size > 0)
    return { kind: 'files', files: [...files.values()].slice(0, MAX_LINKS), note };
  if (!link) return { kind: 'refused', code: refusal ?? explainMissing(text) };
  return others.length > 0
    ? { kind: 'several', links: [link, ...others].slice(0, MAX_LINKS), note }
    : { kind: 'link', link, note };
}

/** The link of an address that was parsed and stored before, or that a short link leads to. */
export function parseTrackUrl(url: string): TrackLink | LinkRefusal {
  return url.length > MAX_TEXT_LENGTH ? 'too_long' : checkLink(url);
}

/** A name with a dot in a sentence, as `Mr.No`, is a link only if something follows the host. */
const isMeant = ({ href, hasScheme }: FoundLink, count: number, rest: string): boolean =>
  hasScheme || /^https:\/\/[^/?#]+[/?#]./.test(href) || (count === 1 && rest.trim() === '');

const explainMissing = (text: string): LinkRefusal =>
  /^\s*(?!https?:)[a-z][a-z0-9+-]{1,20}:[^\s]/i.test(text) ? 'scheme' : 'missing';

const isWebUrl = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

function findDiscordFile(href: string): DiscordFileLink | null {
  const url = skipRedirectors(URL.parse(href));
  return url && !url.username && !url.password ? parseDiscordFile(url) : null;
}

function checkLink(href: string): TrackLink | LinkRefusal {
  const url = skipRedirectors(URL.parse(href));
  if (!url) return 'missing';
  if (!isWebUrl(url)) return 'scheme';
  if (url.username || url.password) return 'credentials';
  if (!isPublicHost(url)) return 'private';
  if (EXPIRING_HOSTS.has(toTableHost(url))) return 'expiring';
  if (url.href.length > MAX_URL_LENGTH) return 'too_long';
  const identified = identifyTrack(url);
  if (typeof identified === 'string') return identified;
  const { platform, identity, isShortLink } = identified;
  const hash = createHash('sha256').update(identity).digest('hex');
  const legacyHash = parseLegacyLink(url.href)?.hash ?? hash;
  return { url: url.href, platform, hash, legacyHash, isShortLink };
}

const EXPIRING_HOSTS: ReadonlySet<string> = new Set([
  'cdn.discordapp.com',
  'media.discordapp.net',
  'cdn.discord.com',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
]);

const redirectorTable = new HostTable<{ path: URLPattern; parameters: readonly string[] }[]>();
for (const { hosts, path, parameters } of REDIRECTORS)
  for (const host of hosts) {
    const known = redirectorTable.find(host)?.value ?? [];
    redirectorTable.set(host, [...known, { path: new URLPattern({ pathname: path }), parameters }]);
  }

function skipRedirectors(url: URL | null): URL | null {
  let target = url;
  for (let count = 0; target && count < MAX_REDIRECTORS; count += 1) {
    const next = findForwardedUrl(target);
    if (!next) return target;
    target = next;
  }
  return target;
}

/** The address that a redirector forwards to; null for any other page. */
function findForwardedUrl(url: URL): URL | null {
  const pathname = url.pathname.replace(/\/$/, '');
  const redirector = redirectorTable
    .find(toTableHost(url))
    ?.value.find(({ path }) => path.test({ pathname }));
  const target = redirector?.parameters
    .map((name) => url.searchParams.get(name))
    .find((value) => value !== null);
  return target ? URL.parse(target, url) : null;
}
