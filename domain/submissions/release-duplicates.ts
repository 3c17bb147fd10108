import type { DatabaseRow, GuildWriter } from '../../tenancy/types.ts';
import { createEffect } from '../effects/define-effect.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardEdit } from './effects.ts';
import { findEarliestOfTrack } from './find-duplicate.ts';
import { parseInteger, parseText } from './row-parsers.ts';

/** Submissions that are marked as duplicates of one, at once. */
const MAX_RELEASED = 25;

/**
 * A submission's link has been replaced: those that were marked as duplicates of it are so of the
 * earliest that still has the old link, or of none.
 * @param row of the submission, as it was
 */
export async function releaseDuplicates(db: GuildWriter, row: DatabaseRow): Promise<void> {
  const marked = await db
    .table('submissions')
    .where('duplicate_of', row.number)
    .orderBy('number')
    .limit(MAX_RELEASED)
    .pluck('number');
  const numbers = marked.map(parseInteger);
  if (numbers.length === 0) return;
  const earliest = await findEarliestOfTrack(db, {
    hash: parseText(row.track_hash, 64),
    legacyHash: parseText(row.link_hash, 64),
  });
  for (const number of numbers)
    await db
      .table('submissions')
      .where('number', number)
      .update({ duplicate_of: earliest !== null && earliest < number ? earliest : null });
  await db.enqueue(
    numbers.map((number) => createEffect(cardEdit, submissionSubject(number), null)),
  );
  for (const number of numbers) db.publishChange({ number, kind: 'delivery' });
}
