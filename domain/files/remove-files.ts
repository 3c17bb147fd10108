import type { DatabaseRow, GuildWriter } from '../../tenancy/types.ts';
import { createEffect } from '../effects/define-effect.ts';
import { refreshSubject } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { fileErase, threadFileRemoval } from './effects.ts';
import { COUNTED_STATES, type FileProblem } from './file-state.ts';
import { isSoundFormat } from './storable-format.ts';

/**
 * Removes files with their copies: at once for everybody, from their bucket by a worker.
 * @param ids of files of that subject
 * @param reason why; a removed file stays as a note
 */
export async function removeFiles(
  db: GuildWriter,
  subject: Subject,
  ids: readonly string[],
  reason: FileProblem & ('staff' | 'artist' | 'retention'),
): Promise<void> {
  const rows = await db
    .table('files')
    .where((either) => either.whereIn('id', ids).orWhereIn('copy_of', ids))
    .whereIn('state', COUNTED_STATES)
    .forUpdate()
    .select('id', 'state', 'copy_of', 'format');
  const removedIds = rows.map(({ id }) => id);
  if (removedIds.length === 0) return;
  await Promise.all([
    db
      .table('files')
      .whereIn('id', removedIds)
      .update({ state: 'removed', problem: reason, source_url: null, lease_owner: null }),
    db.table('file_audio').whereIn('file_id', removedIds).delete(),
    db.enqueue([
      ...removedIds.map((id) => createEffect(fileErase, subject, { fileId: id })),
      ...rows
        .filter(mayBePosted)
        .map(({ id }) => createEffect(threadFileRemoval, subject, { fileId: id })),
    ]),
    refreshSubject(db, subject),
  ]);
}

/** Files are posted on Discord once they are ready, if they are sound; a copy in its original's name. */
const mayBePosted = ({ state, copy_of, format }: DatabaseRow): boolean =>
  state === 'ready' && copy_of === null && isSoundFormat(parseText(format, 24));
