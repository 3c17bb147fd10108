import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { readAssignees } from '../assignments/read-assignments.ts';
import { KEPT_STATES } from '../files/file-state.ts';
import { PLAYABLE_FORMATS } from '../files/read-files.ts';
import { readHeardBy } from '../listens/read-listens.ts';
import { readRatingSummaries } from '../ratings/read-ratings.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { withArtworkIds } from '../track-info/read-track-info.ts';
import { parseSummary } from './row-parsers.ts';
import type { ListedSubmission } from './types.ts';

/**
 * Rows of a list with what is shown beside them, in five queries however many they are.
 * @param userId whoever asks
 */
export async function toListedSubmissions(
  db: GuildReader,
  userId: string,
  rows: readonly DatabaseRow[],
): Promise<ListedSubmission[]> {
  const summaries = rows.map(parseSummary);
  const numbers = summaries.map(({ number }) => number);
  const [submissions, heardBy, playable, assigneeOf, ratingOf] = await Promise.all([
    withArtworkIds(db, summaries),
    readHeardBy(db, userId, numbers),
    findPlayable(db, numbers),
    readAssignees(db, numbers),
    readRatingSummaries(db, numbers),
  ]);
  return submissions.map((submission) => {
    const by = heardBy(submission.number);
    const isKnown = by !== 'nobody' || playable.has(String(submission.number));
    return {
      ...submission,
      heardBy: isKnown ? by : null,
      assignee: assigneeOf(submission.number),
      rating: ratingOf(submission.number),
    };
  });
}

/** Numbers, as text, of the submissions with a file in a format that browsers play, or its copy. */
async function findPlayable(
  db: GuildReader,
  numbers: readonly number[],
): Promise<ReadonlySet<unknown>> {
  if (numbers.length === 0) return new Set();
  const { type } = submissionSubject(0);
  const rows = await db
    .table('files')
    .where('subject_type', type)
    .whereIn('subject_id', numbers.map(String))
    .whereIn('state', KEPT_STATES)
    .whereIn('format', [...PLAYABLE_FORMATS])
    .groupBy('subject_id')
    .limit(numbers.length)
    .select<DatabaseRow[]>('subject_id');
  return new Set(rows.map((row) => row.subject_id));
}
