import type { Translate, TranslatorFor } from '../../domain/text/translator.ts';
import type { en } from './catalogue.ts';

/** Translates what both the bot and workers say. The bot's own translator is one, too. */
export type MessageTranslator = Translate<typeof en>;
export type MessageTranslatorFor = TranslatorFor<typeof en>;
