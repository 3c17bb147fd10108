import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import {
  parseId,
  parseIntegerOrNull,
  parseText,
  parseTextOrNull,
  parseTime,
} from '../submissions/row-parsers.ts';
import { MAX_NOTES_PER_SUBJECT, MAX_POSITION_MS, NOTE_MAX_LENGTH } from './note-length.ts';
import type { Note } from './types.ts';

/** The notes of one subject, oldest first. Ids are UUIDv7: their order is that of time. */
export async function readNotes(db: GuildReader, subject: Subject): Promise<Note[]> {
  const rows = await db
    .table('notes')
    .where(toSubjectColumns(subject))
    .whereNull('removed_at')
    .orderBy('id')
    .limit(MAX_NOTES_PER_SUBJECT)
    .select();
  return rows.map(toNote);
}

export const toNote = (row: DatabaseRow): Note => ({
  id: parseText(row.id, 36),
  authorId: parseId(row.author_id),
  authorName: parseText(row.author_name, 128),
  body: parseText(row.body, NOTE_MAX_LENGTH),
  fileId: parseTextOrNull(row.file_id, 36),
  positionMs: parsePosition(row.position_ms),
  createdAt: parseTime(row.created_at),
});

function parsePosition(value: unknown): number | null {
  const ms = parseIntegerOrNull(value);
  return ms !== null && ms >= 0 && ms <= MAX_POSITION_MS ? ms : null;
}
