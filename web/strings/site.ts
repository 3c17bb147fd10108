import {
  createTranslate,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { landing } from '../site/landing/strings.en.ts';
import { privacy } from '../site/privacy/strings.en.ts';
import { servers } from '../site/servers/strings.en.ts';

const en = { landing, privacy, servers };

export type SiteKey = TranslationKey<typeof en>;

/** Texts of the pages outside of a server. Apart, so that the inbox does not load them (4 kB). */
export const siteT: Translate<typeof en> = createTranslate(en);
