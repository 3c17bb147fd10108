import type { Catalogue } from '../../domain/text/translator.ts';

/**
 * A catalogue in which every text is wrapped and none of its letters is ASCII: a text that did not
 * come from it is known by its letters. Values, markup and command names stay as they are.
 */
export function pseudoCatalogue<C extends Catalogue>(catalogue: C): C {
  const entries = Object.entries(catalogue).map(([key, text]) => [
    key,
    typeof text === 'string' ? `⟦${toFullWidth(text)}⟧` : pseudoCatalogue(text),
  ]);
  return Object.fromEntries(entries);
}

const KEPT = /(\{\{.*?\}\}|`.*?`|<[@#t:].*?>|https?:\/\/\S*)/;

const toFullWidth = (text: string): string =>
  text
    .split(KEPT)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/[A-Za-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    )
    .join('');

const TEXT_KEYS = new Set(['content', 'label', 'description', 'title', 'placeholder']);

/** Every text that Discord shows of messages, forms and suggestions, wherever it is nested. */
export function collectTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collectTexts);
  if (!value || typeof value !== 'object') return [];
  const { message, choices } = value as { message?: unknown; choices?: { name: string }[] };
  if (message) return collectTexts({ components: (message as { components: unknown }).components });
  if (choices) return choices.map(({ name }) => name);
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' && TEXT_KEYS.has(key) ? [each] : collectTexts(each),
  );
}

/**
 * What is left of a text that no pseudo-catalogue has made: letters that are neither markup nor
 * `data`.
 */
export function findForeignText(text: string, data: readonly string[]): string | null {
  const rest = [...data]
    .sort((a, b) => b.length - a.length)
    .reduce((left, each) => left.replaceAll(each, ''), text)
    .replace(new RegExp(KEPT, 'g'), '');
  return /[A-Za-z]/.test(rest) ? rest : null;
}
