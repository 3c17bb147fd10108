import {
  createTranslate,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { en } from './strings.en.ts';

export type CatalogueKey = TranslationKey<typeof en>;
export type TranslateFn = Translate<typeof en>;

/** What the dashboard says in English; for titles and presenters. */
export const t: TranslateFn = createTranslate(en);
