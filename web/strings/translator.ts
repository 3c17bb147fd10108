import {
  type Catalogue,
  createTranslate,
  mergeCatalogues,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { isPseudoLocale, toPseudoCatalogue } from './pseudo-locale.ts';
import { sharedStrings } from './strings.en.ts';

/** Until there are translations, everybody reads this; dates and numbers follow it too. */
export const DEFAULT_LOCALE = 'en-GB';

/** Translates the keys of one feature's catalogue and the shared ones. */
export type LocalizedTranslate<C> = Translate<typeof sharedStrings & C> & {
  /** BCP 47 tag, for what Intl formats. */
  readonly locale: string;
};

export type TranslateFn = LocalizedTranslate<unknown>;
export type CatalogueKey = TranslationKey<typeof sharedStrings>;

/** A reader's translator: hand it a feature's English catalogue, it translates that one's keys. */
export type Translator = <C extends Catalogue>(strings: C) => LocalizedTranslate<C>;

const translators = new Map<string, Translator>();

/**
 * The translator of a locale. It throws for a feature's catalogue that has a key of the shared one.
 * @param locale BCP 47 tag, one that the server has chosen
 */
export function getTranslator(locale: string): Translator {
  const known = translators.get(locale);
  if (known) return known;
  const translates = new WeakMap<Catalogue, unknown>();
  const translator: Translator = <C extends Catalogue>(strings: C) => {
    const existing = translates.get(strings);
    if (existing) return existing as LocalizedTranslate<C>;
    const catalogue = mergeCatalogues(sharedStrings, strings);
    const translate = createTranslate(
      isPseudoLocale(locale) ? toPseudoCatalogue(catalogue) : catalogue,
      locale,
    );
    const localized = Object.assign(translate, { locale }) as LocalizedTranslate<C>;
    translates.set(strings, localized);
    return localized;
  };
  translators.set(locale, translator);
  return translator;
}
