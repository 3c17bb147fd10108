import { findKnownHost, type KnownHost, toTableHost } from './host-table.ts';
import type { Platform } from './platform.ts';
import { PLATFORM_RULES, type PlatformRules, type TrackPattern } from './platforms/index.ts';

/** What a link leads to, as far as its address tells. */
export interface IdentifiedLink {
  platform: Platform;
  /** Equal for the same track however it was pasted. */
  identity: string;
  /** It redirects to the track, whose own identity is not known yet. */
  isShortLink: boolean;
}

/** Pages of a platform that are no track. */
export type NotATrack = 'home_page' | 'personal';

/** @returns an identity, or why the link is no track */
export function identifyTrack(url: URL): IdentifiedLink | NotATrack {
  const host = toTableHost(url);
  const known = url.port ? null : findKnownHost(host);
  // Unknown hosts keep everything: any part of the address may tell one track from another.
  if (!known) return identifyByAddress(url, host);
  if (known.isShortLinkHost) return identifyShortLink(url, host, known);
  const platform = known.platform as keyof typeof PLATFORM_RULES;
  const rules = compiledRules[platform];
  const page = { url, host, path: trimPath(url) };
  const isOneOf = (pages: readonly URLPattern[]) =>
    pages.some((pattern) => pattern.test({ pathname: page.path }));
  if (isOneOf(rules.personalPages)) return 'personal';
  const track = findFirst(rules.tracks, (pattern) => matchTrack(pattern, page));
  // The root of a subdomain is an artist's own page.
  if (track === null && known.subdomain === null && isOneOf(rules.homePages)) return 'home_page';
  const identity = track ?? identifyPage(page, known, rules);
  return {
    platform,
    identity: `${platform}:${rules.isCaseSensitive ? identity : identity.toLowerCase()}`,
    isShortLink: false,
  };
}

function findFirst<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

interface Page {
  url: URL;
  host: string;
  /** Without a trailing slash and doubled ones; empty for `/`. */
  path: string;
}

const trimPath = ({ pathname }: URL): string => pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');

function identifyByAddress(url: URL, host: string): IdentifiedLink {
  const port = url.port && `:${url.port}`;
  const path = url.pathname.replace(/\/$/, '');
  return {
    platform: 'other',
    identity: `url:${host}${port}${path}${formatQuery(url)}${url.hash}`,
    isShortLink: false,
  };
}

/** Their path's case counts also on platforms where that of tracks does not. */
function identifyShortLink(url: URL, host: string, { platform }: KnownHost): IdentifiedLink {
  const query = platform === 'other' ? formatQuery(url) : '';
  return { platform, identity: `short:${host}${trimPath(url)}${query}`, isShortLink: true };
}

/** A profile, a list or a page that no pattern knows: everything but what only tracks. */
function identifyPage({ url, path }: Page, { subdomain }: KnownHost, rules: CompiledRules): string {
  const query = formatQuery(url, rules.trackingParameters);
  return `${subdomain === null ? '' : `//${subdomain}`}${path}${query}`;
}

/** Sorted, without `ignored` and what marketing tools add. */
function formatQuery(url: URL, ignored?: ReadonlySet<string>): string {
  const parameters = [...url.searchParams].filter(
    ([name]) => !ignored || !(ignored.has(name) || name.startsWith('utm_')),
  );
  if (parameters.length === 0) return '';
  return `?${new URLSearchParams(parameters.sort(compareParameters))}`;
}

const compareParameters = (a: [string, string], b: [string, string]): number =>
  compareText(a[0], b[0]) || compareText(a[1], b[1]);

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

interface CompiledPattern extends Pick<TrackPattern, 'hosts' | 'query' | 'identity'> {
  path: URLPattern;
  fragment: URLPattern | null;
}

interface CompiledRules {
  tracks: readonly CompiledPattern[];
  homePages: readonly URLPattern[];
  personalPages: readonly URLPattern[];
  trackingParameters: ReadonlySet<string>;
  isCaseSensitive: boolean;
}

/** Added by services that shorten, share and advertise links of any host. */
const SHARED_TRACKING_PARAMETERS = ['fbclid', 'gclid', 'igsh', 'igshid', 'mc_cid', 'mc_eid'];

function compileRules(rules: PlatformRules): CompiledRules {
  const { isCaseSensitive } = rules;
  const options = { ignoreCase: !isCaseSensitive };
  const compilePath = (pathname: string) => new URLPattern({ pathname }, options);
  return {
    isCaseSensitive,
    tracks: rules.tracks.map(({ path, fragment, ...pattern }) => ({
      ...pattern,
      path: compilePath(path),
      fragment: fragment === undefined ? null : new URLPattern({ hash: fragment }, options),
    })),
    homePages: ['', ...(rules.homePages ?? [])].map(compilePath),
    personalPages: (rules.personalPages ?? []).map(compilePath),
    trackingParameters: new Set([
      ...SHARED_TRACKING_PARAMETERS,
      ...(rules.trackingParameters ?? []),
    ]),
  };
}

const compiledRules = Object.fromEntries(
  Object.entries(PLATFORM_RULES).map(([platform, rules]) => [platform, compileRules(rules)]),
) as Record<keyof typeof PLATFORM_RULES, CompiledRules>;

/** @returns the identity; null if the pattern is of other links */
function matchTrack(
  { hosts, path, query = [], fragment, identity }: CompiledPattern,
  page: Page,
): string | null {
  if (hosts && !hosts.includes(page.host)) return null;
  const pathMatch = path.exec({ pathname: page.path });
  const fragmentMatch = fragment?.exec({ hash: page.url.hash.slice(1) });
  if (!pathMatch || (fragment && !fragmentMatch)) return null;
  const values: Record<string, string | undefined> = {
    ...pathMatch.pathname.groups,
    ...fragmentMatch?.hash.groups,
  };
  for (const name of query) {
    const value = page.url.searchParams.get(name);
    if (!value) return null;
    values[name] = value;
  }
  return identity.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
