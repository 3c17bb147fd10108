import i18next, { type i18n } from 'i18next';

/**
 * A catalogue: keys with dots in nested objects, `{{name}}` for values, `_one`/`_other` for
 * plurals.
 */
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

/**
 * @param key the text's key; of a pair, the second one is used if no catalogue has the first
 * @param values for the text's placeholders
 */
export type Translate<C> = (
  key: TranslationKey<C> | readonly [candidate: string, fallback: TranslationKey<C>],
  values?: Record<string, string | number | readonly string[] | null | undefined>,
) => string;

/** Catalogues by locale (`de`, `pt-BR`). English is complete; the others fall back to it. */
export type Catalogues<C extends Catalogue> = { readonly en: C } & Readonly<
  Record<string, Catalogue>
>;

/** @param locale a BCP 47 tag, as Discord and browsers send it */
export type TranslatorFor<C> = (locale: string) => Translate<C>;

/** The locale of readers whose own is unknown. */
export const DEFAULT_LOCALE = 'en';

/**
 * Translators over catalogues, one per locale: the catalogue of exactly this locale, else of its
 * language, else English. Values are inserted as they are: presenters escape them, because they
 * know whether Discord or a page shows them. `{{n, number}}` formats by the catalogue's locale.
 */
export function createTranslators<C extends Catalogue>(
  catalogues: Catalogues<C>,
): TranslatorFor<C> {
  const instance = createInstance(catalogues);
  const translators = new Map(
    Object.keys(catalogues).map((locale) => [locale, bind<C>(instance, locale)]),
  );
  const english = bind<C>(instance, DEFAULT_LOCALE);
  return (locale) =>
    translators.get(locale) ?? translators.get(locale.split('-', 1)[0] ?? '') ?? english;
}

/** A translate function over one catalogue; see `createTranslators`. */
export const createTranslate = <C extends Catalogue>(
  catalogue: C,
  locale = DEFAULT_LOCALE,
): Translate<C> => bind(createInstance({ [locale]: catalogue }), locale);

/**
 * The keys of both; where both are nested, so is the result.
 * @throws Error for a text under the same key in both
 */
export function mergeCatalogues<A extends Catalogue, B extends Catalogue>(a: A, b: B): A & B {
  const merged: Catalogue = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const present = merged[key];
    if (present === undefined) merged[key] = value;
    else if (typeof present === 'object' && typeof value === 'object')
      merged[key] = mergeCatalogues(present, value);
    else throw new Error(`Two catalogues have a text "${key}"`);
  }
  return merged as A & B;
}

/** The text under a key, as it is written; undefined when there is none. */
export function findText(catalogue: Catalogue, key: string): string | undefined {
  let found: string | Catalogue | undefined = catalogue;
  for (const part of key.split('.'))
    found = typeof found === 'object' && Object.hasOwn(found, part) ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function createInstance(catalogues: Readonly<Record<string, Catalogue>>): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    fallbackLng: DEFAULT_LOCALE,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([locale, translation]) => [locale, { translation }]),
    ),
  });
  return instance;
}

function bind<C>(instance: i18n, locale: string): Translate<C> {
  const t = instance.getFixedT(locale) as unknown as (
    key: string | readonly string[],
    values?: object,
  ) => string;
  return (key, values) => t(key, values);
}
