import { createContext, useContext } from 'react';
import type { Catalogue } from '../../domain/text/translator.ts';
import { DEFAULT_LOCALE, getTranslator, type LocalizedTranslate } from './translator.ts';

const LocaleContext = createContext(DEFAULT_LOCALE);

/** Provides the reader's locale to every page. */
export const LocaleProvider = LocaleContext.Provider;

const NO_STRINGS = {};

/** Translates for the reader. @param strings the feature's own catalogue, beside the shared one */
export const useT = <C extends Catalogue = Record<never, never>>(
  strings: C = NO_STRINGS as C,
): LocalizedTranslate<C> => getTranslator(useContext(LocaleContext))(strings);
