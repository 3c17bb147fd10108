import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { refreshSubject } from '../subjects/subject.ts';
import { type FileProblem, KEPT_STATES } from './file-state.ts';
import { toSubject } from './lease-file.ts';

const LOST = 'lost' satisfies FileProblem;

/** @returns those of the files that were marked as lost */
export async function loadLostFiles(db: GuildReader, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return db.table('files').whereIn('id', ids).where('problem', LOST).pluck('id');
}

/**
 * Marks kept files whose content is not in their bucket, and takes the mark from those whose content is
 * there again. Neither is ever removed for it: a bucket can come back from its backup.
 * @returns the ids of those that were not marked before
 */
export async function recordLostFiles(
  db: GuildWriter,
  { missing, found }: { missing: readonly string[]; found: readonly string[] },
): Promise<string[]> {
  const rows = await db
    .table('files')
    .whereIn('id', missing)
    .whereIn('state', KEPT_STATES)
    .whereNull('problem')
    .forUpdate()
    .select('id', 'subject_id');
  const foundRows = await db
    .table('files')
    .whereIn('id', found)
    .where('problem', LOST)
    .forUpdate()
    .select('id', 'subject_id');
  const lostIds = rows.map(({ id }) => id);
  await db.table('files').whereIn('id', lostIds).update({ problem: LOST });
  await db
    .table('files')
    .whereIn(
      'id',
      foundRows.map(({ id }) => id),
    )
    .where('problem', LOST)
    .update({ problem: null });
  const subjects = new Map([...rows, ...foundRows].map((row) => [row.subject_id, toSubject(row)]));
  for (const subject of subjects.values()) {
    await refreshSubject(db, subject);
    db.publishChange({ number: Number(subject.id), kind: 'file' });
  }
  return lostIds;
}
