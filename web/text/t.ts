import { createTranslate } from '../../domain/text/translator.ts';
import { en } from '../catalogues/en.ts';

/** All words of the dashboard come through here. */
export const t = createTranslate(en);

/** Whether the catalogue has the key: for keys that come from data. */
export function hasText(key: string): boolean {
  let at: unknown = en;
  for (const part of key.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return false;
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === 'string';
}
