import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { parseId, parseInteger, parseText, parseTime } from '../submissions/row-parsers.ts';
import { MAX_STARS } from './stars.ts';
import type { Rating, RatingSummary } from './types.ts';

/** People whose ratings of one subject are named; a customer database could have any number. */
const MAX_RATINGS = 100;

/** Who gave a subject how many stars, the newest first. */
export async function readRatings(db: GuildReader, subject: Subject): Promise<Rating[]> {
  const rows = await db
    .table('ratings')
    .where(toSubjectColumns(subject))
    .whereBetween('stars', [1, MAX_STARS])
    .orderBy([{ column: 'rated_at', order: 'desc' }, { column: 'user_id' }])
    .limit(MAX_RATINGS)
    .select();
  return rows.map((row) => ({
    userId: parseId(row.user_id),
    userName: parseText(row.user_name, 128),
    stars: parseInteger(row.stars),
    at: parseTime(row.rated_at),
  }));
}

/** What the team thinks of each of the submissions, in one query for all of them. */
export async function readRatingSummaries(
  db: GuildReader,
  numbers: readonly number[],
): Promise<(number: number) => RatingSummary | null> {
  if (numbers.length === 0) return () => null;
  const rows = await db
    .table('ratings')
    .where('subject_type', submissionSubject(0).type)
    .whereIn('subject_id', numbers.map(String))
    .whereBetween('stars', [1, MAX_STARS])
    .groupBy('subject_id')
    .limit(numbers.length)
    .select<DatabaseRow[]>(
      'subject_id',
      db.expression('sum(stars) as total'),
      db.expression('count(*) as n'),
    );
  const summaries = new Map<unknown, RatingSummary>(
    rows.map((row) => {
      const count = parseInteger(row.n);
      return [row.subject_id, { average: parseInteger(row.total) / count, count }];
    }),
  );
  return (number) => summaries.get(String(number)) ?? null;
}
