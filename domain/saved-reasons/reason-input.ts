import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { REASON_MAX_LENGTH } from '../review/reason-length.ts';
import { multiLine, singleLine } from '../text/schemas.ts';
import { SAVED_REASON_TITLE_MAX_LENGTH } from './limits.ts';
import type { SavedReason } from './read-reasons.ts';

export const reasonFields = {
  title: singleLine(SAVED_REASON_TITLE_MAX_LENGTH),
  text: multiLine(REASON_MAX_LENGTH),
};

export const reasonId = z.uuid('id.malformed');

const fold = (title: string) => title.normalize('NFKC').toLocaleLowerCase('en');

/** @throws VektraError `invalid_input` when another one has the title: staff choose by it */
export function assertTitleIsFree(
  reasons: readonly SavedReason[],
  title: string,
  ownId: string | null,
): void {
  if (reasons.some((each) => each.id !== ownId && fold(each.title) === fold(title)))
    throw new VektraError('invalid_input', {
      fields: [{ field: 'title', problem: 'reason.title_taken' }],
    });
}
