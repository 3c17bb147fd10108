/**
 * Text that a person wrote, made harmless inside Discord's markdown: nothing is formatted, nothing
 * links, nothing pings (allowed_mentions says so as well).
 */
export function plain(text: string, max = 1_000): string {
  const escaped = text
    .slice(0, max)
    .toWellFormed()
    .replace(/[\\`*_~|>#[\]()-]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b')
    .replace(/<(?=[@#:/tai])/g, '<\u200b')
    .replace(/:\/\//g, ':/\u200b/');
  // Escaping makes text longer, so it is cut afterwards; half an escape would eat the mark of the cut.
  if (escaped.length <= max && text.length <= max) return escaped;
  return shorten(`${escaped}…`, max).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}

/** Plain text on one line: for headlines and names. */
export const oneLine = (text: string, max = 200): string =>
  plain(text.replace(/\s+/g, ' ').trim(), max);

/** A quotation: every line keeps its mark. */
export const quoted = (text: string, max = 1_000): string =>
  plain(text, max).split('\n').join('\n> ');

/** Cuts by characters as people see them, so that no emoji or accent is torn. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const parts = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, max));
  const whole = [...parts].slice(0, -1);
  return `${whole
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}

/** A link target inside `[text](…)`: what would end it is encoded. Null: do not link it. */
export function linkTarget(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || url.length > 1_000) return null;
  return url.replace(/[\s<>()[\]\\"'`|]/g, (mark) =>
    encodeURIComponent(mark).replace(/[()']/g, (each) => `%${each.charCodeAt(0).toString(16)}`),
  );
}

export const seconds = (ms: number): number => Math.floor(ms / 1_000);
