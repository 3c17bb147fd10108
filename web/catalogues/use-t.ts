import { createContext, useContext } from 'react';
import { type T, t } from './translate.ts';

/** Another language is another translate function in this context. */
const Words = createContext<T>(t);

/** The catalogue of the person who looks. */
export const useT = (): T => useContext(Words);
