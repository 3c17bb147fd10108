import { LinkifyIt } from 'linkify-it';
import { parse as parseDomain } from 'tldts';

/** An address in a text. */
export interface FoundLink {
  /** With a scheme; not parsed yet. */
  href: string;
  /** It was written with one. */
  hasScheme: boolean;
}

export interface FoundLinks {
  links: FoundLink[];
  /** The text without the links. */
  rest: string;
}

/** Characters that show nothing and come along with copied text. */
const INVISIBLE_CHARACTERS =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** `https:/host`, `https:host`, `https//host`, `https:\\host`, `https://https://host`. */
const DAMAGED_SCHEME = /(?<![\w/=?&%.-])(?:https?(?::[/\\]*|\/\/))+/gi;
const SPOTIFY_URI =
  /(?<![\w=:/%])spotify:(?:user:[\w.-]{1,80}:)?(track|album|playlist|episode|show|artist):([A-Za-z0-9]{22})\b/gi;
/** Inside of words they join emoji, and letters of some scripts. */
const EDGE_JOINERS = /^[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+$/g;
/** Markdown around a word. */
const OPENING_MARKS = /^[*_~`|]+/;
const CLOSING_MARKS = /(?<![*_~`|])[*_~`|]+$/;
/** Of {@link CLOSING_MARKS} those that end no address, and what separates two. */
const TRAILING_MARKS = '*`|;';

/** Beside country codes and the oldest ones, which linkify-it knows: what platforms and artists use. */
const TOP_LEVEL_DOMAINS = [
  ...['stream', 'app', 'link', 'audio', 'music', 'band', 'live', 'site', 'online', 'cloud'],
  ...['page', 'media', 'studio', 'xyz', 'dev', 'club'],
];

const linkify = new LinkifyIt({
  fuzzyLink: true,
  fuzzyEmail: false,
  fuzzyIP: false,
  urlAuth: true,
  maxLength: 4_000,
}).tlds(TOP_LEVEL_DOMAINS, true);
for (const schema of ['ftp:', 'mailto:', '//']) linkify.add(schema, null);

/** Finds the links of a text that people typed or pasted, in their order. Linear in its length. */
export function findLinks(text: string): FoundLinks {
  const cleaned = repairText(text);
  const matches = linkify.match(cleaned) ?? [];
  const address = cleaned.trim();
  if (matches.length < 2 && isWholeAddress(address, matches[0]?.raw))
    return { links: [{ href: trimMarks(address), hasScheme: true }], rest: '' };
  if (matches.length === 0) return findBareLink(address);
  const links: FoundLink[] = [];
  let rest = '';
  let end = 0;
  for (const { index, lastIndex, raw, schema } of matches) {
    rest += `${cleaned.slice(end, index)} `;
    end = lastIndex;
    const hasScheme = schema !== '';
    for (const part of splitJoinedLinks(raw).map(trimMarks))
      links.push({ href: hasScheme ? part : `https://${part}`, hasScheme });
  }
  return { links, rest: rest + cleaned.slice(end) };
}

function repairText(text: string): string {
  return text
    .replace(INVISIBLE_CHARACTERS, '')
    .replace(SPOTIFY_URI, (_, type: string, id: string) => {
      return ` https://open.spotify.com/${type.toLowerCase()}/${id} `;
    })
    .split(/(\s+)/)
    .map(repairWord)
    .join('');
}

function repairWord(word: string): string {
  const text = word.replace(EDGE_JOINERS, '');
  const unmarked = OPENING_MARKS.test(text)
    ? text.replace(OPENING_MARKS, '').replace(CLOSING_MARKS, '')
    : text;
  const withSlashes = /https?:\\/i.test(unmarked)
    ? unmarked.replaceAll('\\', '/')
    : // Discord's clients escape marks of markdown in what they copy.
      unmarked.replace(/\\(?=[*_~|])/g, '');
  return withSlashes.replace(
    DAMAGED_SCHEME,
    (schemes) => `${schemes.match(/https?/gi)?.at(-1)}://`,
  );
}

/** `https://a.example/xhttps://b.example/y`: pasted twice, without a space. */
const splitJoinedLinks = (raw: string): string[] => raw.split(/(?<=[^/=?&:%])(?=https?:\/\/)/i);

function trimMarks(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING_MARKS.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Whether a text is one address in which linkify-it sees a shorter one, or none: it ends them at a
 * single bracket and knows no underscores in hosts, where browsers go on.
 */
function isWholeAddress(text: string, found = ''): boolean {
  if (!/^https?:\/\/[!-~]+$/i.test(text) || /["<>]/.test(text)) return false;
  return !text.startsWith(found) || /[a-z0-9]/i.test(text.slice(found.length));
}

/** A text that is nothing but host and path, under any top-level domain. */
function findBareLink(address: string): FoundLinks {
  const host = /^[^\s/:@]+(?=\/[^\s]+$)/.exec(address)?.[0];
  return host !== undefined && parseDomain(host).isIcann
    ? { links: [{ href: `https://${address}`, hasScheme: false }], rest: '' }
    : { links: [], rest: address };
}
