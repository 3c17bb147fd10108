import type { GuildReader } from '../../tenancy/types.ts';
import { type FieldProblem, VektraError } from '../errors/errors.ts';
import { toFileName } from '../files/file-name.ts';
import { COUNTED_STATES } from '../files/file-state.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import { parseHttpUrl, parseIntegerOrNull, parseText } from '../submissions/row-parsers.ts';

/**
 * Checks what a note of the subject is pinned to.
 * @returns the file's name; null for a note about no file
 * @throws VektraError `invalid_input`: the file is not there (any more), there is no link that has
 * positions, or the track ends before
 */
export async function checkNoteTarget(
  db: GuildReader,
  subject: Subject,
  { fileId, positionMs }: { fileId?: string | undefined; positionMs?: number | undefined },
): Promise<string | null> {
  if (fileId === undefined) {
    if (positionMs !== undefined) await requireLink(db, subject);
    return null;
  }
  const [file, audio] = await Promise.all([
    db
      .table('files')
      .where({ id: fileId, ...toSubjectColumns(subject) })
      .whereNull('copy_of')
      .whereIn('state', COUNTED_STATES)
      .first('name'),
    db.table('file_audio').where('file_id', fileId).first('duration_ms'),
  ]);
  if (!file) throw invalid({ field: 'fileId', problem: 'note.no_file' });
  const durationMs = parseIntegerOrNull(audio?.duration_ms);
  if (durationMs !== null && positionMs !== undefined && positionMs > durationMs)
    throw invalid({ field: 'positionMs', problem: 'note.after_end' });
  return toFileName(parseText(file.name, 400));
}

async function requireLink(db: GuildReader, { id }: Subject): Promise<void> {
  const row = await db.table('submissions').where('number', id).first('track_url');
  if (parseHttpUrl(row?.track_url) === null)
    throw invalid({ field: 'positionMs', problem: 'note.no_track' });
}

const invalid = (field: FieldProblem) => new VektraError('invalid_input', { fields: [field] });
