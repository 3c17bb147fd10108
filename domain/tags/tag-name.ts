import { createHash } from 'node:crypto';
import { singleLine } from '../text/schemas.ts';
import { TAG_INPUT_MAX_LENGTH, TAG_MAX_LENGTH } from './tag-length.ts';

/** A tag as a person types it. */
export const tagName = singleLine(TAG_INPUT_MAX_LENGTH)
  .transform((text) => text.replace(/^#+ */, '').replace(/ {2,}/g, ' '))
  .pipe(singleLine(TAG_MAX_LENGTH));

/** Equal for tags that differ only in case or in how Unicode composes their characters. */
const fold = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en');

/**
 * The id of a tag's row. It has no spaces, which MySQL would pad, and needs no unique index on the
 * name. Stored: it never changes.
 */
export const toTagId = (name: string): string =>
  createHash('sha256').update(fold(name)).digest('base64url').slice(0, 22);
