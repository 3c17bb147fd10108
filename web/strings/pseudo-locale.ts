import type { Catalogue } from '../../domain/text/translator.ts';

/**
 * The pseudo-locale: every text of the catalogues in brackets. What a page shows outside of them was
 * written into the code, or is data. Named as Android and Chromium name theirs.
 */
const PSEUDO_LOCALE = 'en-XA';

export const isPseudoLocale = (locale: string): boolean => locale === PSEUDO_LOCALE;

export const toPseudoCatalogue = <C extends Catalogue>(catalogue: C): C =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? `⟦${value}⟧` : toPseudoCatalogue(value),
    ]),
  ) as C;
