import { createTranslate, type KeyOf, type Translate } from '../../domain/text/translator.ts';
import { operator } from './en/operator.ts';

export type OperatorKey = KeyOf<typeof operator>;

/** Texts of the operator console. Apart: hardly anybody ever needs them. */
export const operatorT: Translate<typeof operator> = createTranslate(operator);
