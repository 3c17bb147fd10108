import { notFound } from '../errors/errors.ts';
import { query } from '../operations/guild-operations.ts';
import { submissionNumber } from '../text/schemas.ts';
import { parseSummary, SUMMARY_COLUMNS } from './row-parsers.ts';

const PAGE_SIZE = 25;

/** The caller's own demos in this guild, newest first. */
export const listMine = query({
  name: 'submissions.list_mine',
  access: 'member',
  limit: 'artistQuery',
  async read({ db, actor }) {
    const rows = await db
      .table('submissions')
      .where('artist_id', actor.userId)
      .orderBy('number', 'desc')
      .limit(PAGE_SIZE)
      .select(...SUMMARY_COLUMNS);
    return rows.map(parseSummary);
  },
});

/** One of the caller's own demos. @throws VektraError `not_found`, also for somebody else's */
export const getMine = query({
  name: 'submissions.get_mine',
  access: 'member',
  limit: 'artistQuery',
  input: submissionNumber,
  async read({ db, actor }, number) {
    const row = await db
      .table('submissions')
      .where('number', number)
      .where('artist_id', actor.userId)
      .first(...SUMMARY_COLUMNS);
    if (!row) throw notFound();
    return parseSummary(row);
  },
});
