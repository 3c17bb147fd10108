import {
  createTranslate,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { operator } from '../operator/strings.en.ts';

export type OperatorKey = TranslationKey<typeof operator>;

/** Texts of the operator console. Apart: hardly anybody ever needs them. */
export const operatorT: Translate<typeof operator> = createTranslate(operator);
