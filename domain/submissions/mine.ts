import type { DatabaseRow } from '../../tenancy/types.ts';
import { noSubmission } from '../errors/errors.ts';
import { wasListenedTo } from '../listens/read-listens.ts';
import { query } from '../operations/guild-operations.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { submissionNumber } from '../text/schemas.ts';
import {
  ARTIST_STATUS_COLUMNS,
  type ArtistStatus,
  canWithdraw,
  readArtistStatuses,
} from './artist-status.ts';
import { isUntouched } from './is-untouched.ts';
import { parseSummary, SUMMARY_COLUMNS } from './row-parsers.ts';
import type { ArtistSubmission, ArtistSubmissionDetail } from './types.ts';

const PAGE_SIZE = 25;
const COLUMNS = [...SUMMARY_COLUMNS, ...ARTIST_STATUS_COLUMNS];

/** The caller's own demos in this guild, newest first, as artists see them. */
export const listMine = query({
  name: 'submissions.list_mine',
  access: 'member',
  limit: 'artistQuery',
  async read({ db, actor, deps }): Promise<ArtistSubmission[]> {
    const rows = await db
      .table('submissions')
      .where('artist_id', actor.userId)
      .orderBy('number', 'desc')
      .limit(PAGE_SIZE)
      .select(...COLUMNS);
    const statuses = await readArtistStatuses(db, rows, deps.now());
    return rows.map((row) => toArtistSubmission(row, statuses));
  },
});

/**
 * One of the caller's own demos, as artists see it.
 * @throws VektraError `not_found`, also for somebody else's
 */
export const getMine = query({
  name: 'submissions.get_mine',
  access: 'member',
  limit: 'artistQuery',
  input: submissionNumber,
  async read({ db, actor, deps, settings }, number): Promise<ArtistSubmissionDetail> {
    const row = await db
      .table('submissions')
      .where('number', number)
      .where('artist_id', actor.userId)
      .first(...COLUMNS);
    if (!row) throw noSubmission(number);
    const [statuses, { listens }, isHeard, canCorrect] = await Promise.all([
      readArtistStatuses(db, [row], deps.now()),
      settings(),
      wasListenedTo(db, submissionSubject(number)),
      isUntouched(db, row),
    ]);
    return {
      ...toArtistSubmission(row, statuses),
      wasListenedTo: listens.isShownToArtists && isHeard,
      canCorrect,
    };
  },
});

function toArtistSubmission(
  row: DatabaseRow,
  statuses: ReadonlyMap<number, ArtistStatus>,
): ArtistSubmission {
  const { number, artistName, trackTitle, createdAt } = parseSummary(row);
  const status = statuses.get(number) ?? 'received';
  return { number, artistName, trackTitle, createdAt, status, canWithdraw: canWithdraw(status) };
}
