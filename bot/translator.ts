import type { Translate, TranslatorFor } from '../domain/text/translator.ts';
import type { en } from './catalogue.ts';

/** Translates everything that the bot says. */
export type Translator = Translate<typeof en>;
export type BotTranslatorFor = TranslatorFor<typeof en>;
