import {
  createTranslate,
  type Translate,
  type TranslationKey,
} from '../../domain/text/translator.ts';
import { connect } from '../storage/connect/strings.en.ts';
import { storage } from '../storage/strings.en.ts';

const en = { ...storage, connect };

export type StorageKey = TranslationKey<typeof en>;

/** Texts of the pages about storage. Apart, so that the inbox does not load them. */
export const storageT: Translate<typeof en> = createTranslate(en);
