import { createTranslate, type KeyOf, type Translate } from '../../domain/text/translator.ts';
import { en } from './en.ts';

export type Key = KeyOf<typeof en>;
export type T = Translate<typeof en>;

/** What the dashboard says in English; for titles and presenters. */
export const t: T = createTranslate(en);
