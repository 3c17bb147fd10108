import { createTranslate, type Translate } from '../../domain/text/translator.ts';
import { en } from './en.ts';

export type T = Translate<typeof en>;

/** What Vektra says on Discord. */
export const t: T = createTranslate(en);
