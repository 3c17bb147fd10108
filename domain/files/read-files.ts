import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import type { Subject } from '../subjects/submission-subject.ts';
import {
  parseInteger,
  parseIntegerOrNull,
  parseText,
  parseTextOrNull,
} from '../submissions/row-parsers.ts';
import { MAX_FILES_PER_SUBJECT } from './file-limits.ts';
import { toFileName } from './file-name.ts';
import { FILE_PROBLEMS, FILE_STATES, type FileOrigin, KEPT_STATES } from './file-state.ts';
import type { FileAudio, FileSummary } from './types.ts';

const AUDIO_COLUMNS = [
  'file_id',
  'problem',
  'codec',
  'duration_ms',
  'sample_rate',
  'channels',
  'bits_per_sample',
  'loudness',
  'needs_copy',
] as const;

/** Formats that every browser plays as they are, if the analysis found nothing against it. */
export const PLAYABLE_FORMATS: ReadonlySet<string> = new Set([
  'wav',
  'flac',
  'mp3',
  'm4a',
  'aac',
  'ogg_vorbis',
  'ogg_opus',
]);

/** A subject's files and those of its conversation, in the order in which they came. */
export async function readFiles(db: GuildReader, subject: Subject): Promise<FileSummary[]> {
  const rows = await db
    .table('files')
    .where(toSubjectColumns(subject))
    .orderBy('id')
    // Each may have a copy, and the subject an artwork.
    .limit(2 * MAX_FILES_PER_SUBJECT + 1)
    .select(
      'id',
      'origin',
      'message_id',
      'name',
      'size_bytes',
      'state',
      'problem',
      'format',
      'copy_of',
    );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const audioRows = await db
    .table('file_audio')
    .whereIn('file_id', ids)
    .limit(ids.length)
    .select(...AUDIO_COLUMNS);
  const audioById = new Map(audioRows.map((row) => [row.file_id, row]));
  const copyIds = new Map(
    rows
      .filter(
        (row) => row.copy_of !== null && row.problem === null && parseState(row.state) === 'ready',
      )
      .map((row) => [row.copy_of, row.id]),
  );
  return rows
    .filter((row) => row.copy_of === null)
    .map((row) => toSummary(row, audioById.get(row.id), copyIds.get(row.id) ?? null));
}

function toSummary(
  row: DatabaseRow,
  audioRow: DatabaseRow | undefined,
  copyId: string | null,
): FileSummary {
  const state = parseState(row.state);
  const format = parseTextOrNull(row.format, 24);
  const id = parseText(row.id, 36);
  const playsItself =
    row.problem === null &&
    KEPT_STATES.includes(state) &&
    format !== null &&
    PLAYABLE_FORMATS.has(format) &&
    // Without a copy, one whose seeking is inexact is better than none.
    audioRow?.needs_copy !== 'format' &&
    (audioRow?.problem ?? null) === null;
  return {
    id,
    messageId: parseTextOrNull(row.message_id, 36),
    name: toFileName(parseText(row.name, 400)),
    // What a pasted link may lead to says nothing of the file.
    sizeBytes:
      row.origin === ('link' satisfies FileOrigin) && (state === 'pending' || state === 'failed')
        ? null
        : Math.max(0, parseInteger(row.size_bytes)),
    state,
    problem: FILE_PROBLEMS.find((known) => known === row.problem) ?? null,
    format,
    audio: audioRow ? toAudio(audioRow) : null,
    playId: state === 'removed' ? null : (copyId ?? (playsItself ? id : null)),
  };
}

const parseState = (value: unknown) => FILE_STATES.find((known) => known === value) ?? 'failed';

const toAudio = (row: DatabaseRow): FileAudio => ({
  problem: parseTextOrNull(row.problem, 24),
  codec: parseTextOrNull(row.codec, 24),
  durationMs: parsePositive(row.duration_ms),
  sampleRate: parsePositive(row.sample_rate),
  channels: parsePositive(row.channels),
  bitsPerSample: parsePositive(row.bits_per_sample),
  loudness: row.loudness === null ? null : parseInteger(row.loudness) / 100,
});

function parsePositive(value: unknown): number | null {
  const number = parseIntegerOrNull(value);
  return number !== null && number > 0 ? number : null;
}
