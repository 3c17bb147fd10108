import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { KEPT_STATES } from './file-state.ts';
import type { LeasedFile } from './lease-file.ts';

/** Files that are compared: the numbers of the earliest are wanted. */
const MAX_COMPARED = 100;

/**
 * Marks a demo one of whose files was in an earlier one: the same bytes, or the same sound in another
 * container or with other tags.
 */
export async function markSameSound(
  db: GuildWriter,
  { id, subject }: Pick<LeasedFile, 'id' | 'subject'>,
): Promise<void> {
  const earliest = await findEarliestWithSound(db, id, Number(subject.id));
  if (earliest === null) return;
  await db
    .table('submissions')
    .where('number', subject.id)
    .whereNull('same_sound_as')
    .update({ same_sound_as: earliest });
}

async function findEarliestWithSound(
  db: GuildReader,
  fileId: string,
  before: number,
): Promise<number | null> {
  const [file, audio] = await Promise.all([
    db.table('files').where('id', fileId).first('sha256'),
    db.table('file_audio').where('file_id', fileId).first('pcm_hash'),
  ]);
  // The same artwork or sheet in two demos says nothing of their sound.
  if (!audio) return null;
  const sounding = audio.pcm_hash
    ? await db
        .table('file_audio')
        .where('pcm_hash', audio.pcm_hash)
        .orderBy('file_id')
        .limit(MAX_COMPARED)
        .select('file_id')
    : [];
  const rows = await db
    .table('files')
    .where((same) => {
      same.whereIn(
        'id',
        sounding.map((row) => row.file_id),
      );
      if (file?.sha256) same.orWhere('sha256', file.sha256);
    })
    .whereIn('state', KEPT_STATES)
    .where('subject_type', 'submission')
    .orderBy('id')
    .limit(MAX_COMPARED)
    .select('subject_id');
  const numbers = rows
    .map((row) => parseInteger(row.subject_id))
    .filter((number) => number > 0 && number < before);
  return numbers.length > 0 ? Math.min(...numbers) : null;
}
