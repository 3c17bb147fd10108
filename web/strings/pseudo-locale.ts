import type { Catalogue } from '../../domain/text/translator.ts';

/**
 * The pseudo-locale: every text of the catalogues in brackets and half as long again. What a page
 * shows outside of brackets was written into the code, or is data; what does not fit would not fit
 * in German or Finnish either. Named as Android and Chromium name theirs.
 */
const PSEUDO_LOCALE = 'en-XA';

export const isPseudoLocale = (locale: string): boolean => locale === PSEUDO_LOCALE;

export const toPseudoCatalogue = <C extends Catalogue>(catalogue: C): C =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? `⟦${value}${createPadding(value)}⟧` : toPseudoCatalogue(value),
    ]),
  ) as C;

/** Words, so that it wraps where a longer text would. */
const createPadding = ({ length }: string): string =>
  ' lorem'.repeat(Math.ceil(length / 2 / ' lorem'.length));
