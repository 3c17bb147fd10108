import { createContext, useContext } from 'react';
import { type TranslateFn, t } from './translate.ts';

/** Another language is another translate function in this context. */
const TranslateContext = createContext<TranslateFn>(t);

/** The catalogue of the person who looks. */
export const useT = (): TranslateFn => useContext(TranslateContext);
