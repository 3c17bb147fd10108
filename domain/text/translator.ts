import i18next, { type i18n } from 'i18next';

/** A catalogue: keys with dots in nested objects, `{{name}}` for values, `_one`/`_other` for plurals. */
export interface Catalogue {
  [key: string]: string | Catalogue;
}

/** The keys of a catalogue, joined by dots; plural forms count as one key. */
export type TranslationKey<C> = {
  [K in keyof C & string]: C[K] extends string
    ? K extends `${infer Base}_one` | `${infer Base}_other`
      ? Base
      : K
    : `${K}.${TranslationKey<C[K]>}`;
}[keyof C & string];

export type Translate<C> = (
  key: TranslationKey<C>,
  values?: Record<string, string | number | null | undefined>,
) => string;

/**
 * A translate function over one catalogue. Values are put in as they are: escaping is the
 * presenter's, for it knows whether Discord or a page shows them.
 */
export function createTranslate<C extends Catalogue>(catalogue: C, locale = 'en'): Translate<C> {
  const instance: i18n = i18next.createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: catalogue } },
  });
  const t = instance.t as unknown as (key: string, values?: object) => string;
  return (key, values) => t(key, values);
}
