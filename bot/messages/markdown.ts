/** Characters that change the direction of surrounding text: a name must not reverse its line. */
const DIRECTION_CHARACTERS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT_CHARACTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Up to the last character that can end a link in a sentence. */
const LINK_PATTERN = /(https?:\/\/[^\s<>]*[^\s<>.,;:!?'"()[\]{}…])/i;

const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(DIRECTION_CHARACTERS, '')
    .replace(/[\\`*_~|>#[\]()-]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b')
    .replace(/<(?=[@#:/tai])/g, '<\u200b')
    .replace(/:\/\//g, ':/\u200b/');

/**
 * Escapes text that a person wrote for Discord's markdown: nothing is formatted, linked or pinged
 * (allowed_mentions forbids pings as well).
 */
export function escapeMarkdown(text: string, max = 1_000): string {
  const escaped = escapeText(text.slice(0, max));
  // Cut after escaping, which makes text longer; a half escape must not escape the ellipsis.
  if (escaped.length <= max && text.length <= max) return escaped;
  return truncate(`${escaped}…`, max).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}

/**
 * For messages between people: plain text in which links work. A link shows its full address, so
 * its target cannot be disguised.
 */
export function escapeKeepingLinks(text: string, max = 1_000): string {
  let shown = '';
  for (const [index, part] of text
    .replace(DIRECTION_CHARACTERS, '')
    .split(LINK_PATTERN)
    .entries()) {
    const url = index % 2 === 1 ? linkTarget(part) : null;
    const next = url ? `<${url}>` : escapeText(part);
    // One character stays free: for the mark of a cut.
    if (shown.length + next.length < max) shown += next;
    else return shown + (url ? '…' : escapeMarkdown(part, max - shown.length));
  }
  return shown;
}

/** A name on one line, for fields without markdown. */
export const toSingleLine = (text: string): string =>
  text.replace(DIRECTION_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/** Escaped text on one line, for headlines and names. */
export function escapeSingleLine(text: string, max = 200): string {
  const line = escapeMarkdown(toSingleLine(text), max);
  // Isolated, so that the text around it keeps its order.
  return RIGHT_TO_LEFT_CHARACTER.test(line) ? `\u2068${line}\u2069` : line;
}

/** The lines of a quotation, each with its mark. */
export function blockquote(text: string, max = 1_000): string {
  const MARK = '\n> ';
  const lines = escapeKeepingLinks(text.replace(/\n{3,}/g, '\n\n'), max).split('\n');
  const fit = takeFittingLines(lines, max - 1, MARK.length);
  return fit.join(MARK) + (fit.length < lines.length ? '…' : '');
}

/** The first lines whose total length fits. */
export function takeFittingLines(
  lines: readonly string[],
  max: number,
  separatorLength = 1,
): string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length + separatorLength;
    return length > max + separatorLength;
  });
  return end === -1 ? [...lines] : lines.slice(0, end);
}

/** Cuts between grapheme clusters, so that no emoji or accent is split. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  const parts = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, max));
  const kept = [...parts].slice(0, -1);
  return `${kept
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}

/** Encodes a link target for `[text](…)` or `<…>`; null when it must not be linked. */
export function linkTarget(url: string, max = 1_000): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const target = url
    .toWellFormed()
    .replace(/[\s<>()[\]\\"'`|]/g, (mark) =>
      encodeURIComponent(mark).replace(/[()']/g, (each) => `%${each.charCodeAt(0).toString(16)}`),
    );
  return target.length <= max ? target : null;
}

export const toUnixSeconds = (ms: number): number => Math.floor(ms / 1_000);
