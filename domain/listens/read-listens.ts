import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { parseId, parseInteger, parseText, parseTime } from '../submissions/row-parsers.ts';
import { MAX_LISTENERS, MIN_ANNOUNCED_MS, TRACK_MAX_LENGTH } from './limits.ts';
import type { HeardBy, Listen } from './types.ts';

/** Who has listened to a subject, the longest first. */
export async function readListens(db: GuildReader, subject: Subject): Promise<Listen[]> {
  const rows = await db
    .table('listens')
    .where(toSubjectColumns(subject))
    .orderBy([{ column: 'heard_ms', order: 'desc' }, { column: 'user_id' }])
    .limit(MAX_LISTENERS)
    .select();
  return rows.map((row) => ({
    userId: parseId(row.user_id),
    userName: parseText(row.user_name, 128),
    heardMs: Math.max(0, parseInteger(row.heard_ms)),
    lastAt: parseTime(row.last_at),
    track: parseText(row.track, TRACK_MAX_LENGTH),
    positionMs: Math.max(0, parseInteger(row.position_ms)),
  }));
}

/**
 * Who has listened to each of the submissions, in one query for all of them.
 * @param userId whoever asks
 */
export async function readHeardBy(
  db: GuildReader,
  userId: string,
  numbers: readonly number[],
): Promise<(number: number) => HeardBy> {
  if (numbers.length === 0) return () => 'nobody';
  const { type } = submissionSubject(0);
  const rows = await db
    .table('listens')
    .where('subject_type', type)
    .whereIn('subject_id', numbers.map(String))
    .groupBy('subject_id')
    .limit(numbers.length)
    .select<DatabaseRow[]>(
      'subject_id',
      db.expression('max(case when user_id = ? then 1 else 0 end) as mine', [userId]),
    );
  const heardBy = new Map<unknown, HeardBy>(
    rows.map((row) => [row.subject_id, parseInteger(row.mine) === 1 ? 'me' : 'others']),
  );
  return (number) => heardBy.get(String(number)) ?? 'nobody';
}

/** Whether staff have listened to the subject for as long as its artist is told of. */
export async function wasListenedTo(db: GuildReader, subject: Subject): Promise<boolean> {
  const row = await db
    .table('listens')
    .where(toSubjectColumns(subject))
    .sum({ heardMs: 'heard_ms' })
    .first();
  return parseInteger(row?.heardMs) >= MIN_ANNOUNCED_MS;
}
