import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { parseInteger, SUMMARY_COLUMNS } from '../submissions/row-parsers.ts';
import type { Status } from '../submissions/status.ts';
import { type CappedCount, MAX_COUNTED } from './types.ts';

/** Nobody has decided on these, or set them aside. */
const UNDECIDED_STATUSES: readonly Status[] = ['in_queue', 'needs_review'];

/** Demos of a page. */
const PAGE_SIZE = 20;

/**
 * Each status is read by itself: `submissions_by_status` gives its first rows in order, however many
 * demos were decided. Both at once would be sorted, or searched for among all.
 */
const readByStatus = async <T>(read: (status: Status) => PromiseLike<T[]>): Promise<T[]> =>
  (await Promise.all(UNDECIDED_STATUSES.map(read))).flat();

const byNumber = (a: DatabaseRow, b: DatabaseRow): number =>
  parseInteger(a.number) - parseInteger(b.number);

/** The undecided demos after a number, the oldest first. */
export async function readPageAfter(db: GuildReader, number: number): Promise<DatabaseRow[]> {
  const rows = await readByStatus((status) =>
    db
      .table('submissions')
      .where('status', status)
      .where('number', '>', number)
      .orderBy('number')
      .limit(PAGE_SIZE)
      .select(...SUMMARY_COLUMNS),
  );
  return rows.toSorted(byNumber).slice(0, PAGE_SIZE);
}

/** The last undecided demo up to a number, if there is one. */
export async function readLastUpTo(db: GuildReader, number: number): Promise<DatabaseRow[]> {
  const rows = await readByStatus((status) =>
    db
      .table('submissions')
      .where('status', status)
      .where('number', '<=', number)
      .orderBy('number', 'desc')
      .limit(1)
      .select(...SUMMARY_COLUMNS),
  );
  return rows.toSorted(byNumber).slice(-1);
}

/** Reads the index only, and no more of it than is counted. */
export async function countUndecided(
  db: GuildReader,
  comparison: '>' | '<=',
  number: number,
): Promise<CappedCount> {
  const rows = await readByStatus((status) =>
    db
      .table('submissions')
      .where('status', status)
      .where('number', comparison, number)
      .limit(MAX_COUNTED + 1)
      .select('number'),
  );
  return { count: Math.min(MAX_COUNTED, rows.length), hasMore: rows.length > MAX_COUNTED };
}
