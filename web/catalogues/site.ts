import {
  createTranslate,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { landing } from './en/landing.ts';
import { privacy } from './en/privacy.ts';
import { servers } from './en/servers.ts';

const en = { landing, privacy, servers };

export type SiteKey = TranslationKey<typeof en>;

/** Texts of the pages outside of a server. Apart, so that the inbox does not load them (4 kB). */
export const siteT: Translate<typeof en> = createTranslate(en);
