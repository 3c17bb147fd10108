import { z } from 'zod';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { whereAssignedTo } from '../assignments/read-assignments.ts';
import { PLATFORMS } from '../links/platform.ts';
import { query } from '../operations/guild-operations.ts';
import { whereTagged } from '../tags/read-tags.ts';
import { tagName } from '../tags/tag-name.ts';
import { snowflakeId, submissionNumber } from '../text/schemas.ts';
import { toListedSubmissions } from './listed-submissions.ts';
import { SUMMARY_COLUMNS } from './row-parsers.ts';
import { STATUSES } from './status.ts';
import type { SubmissionPage } from './types.ts';

const DEFAULT_PAGE_SIZE = 50;
const epochMs = z.number().int().min(0).max(8.64e15);

const listQuery = z.object({
  statuses: z.array(z.enum(STATUSES)).max(STATUSES.length).readonly().optional(),
  platform: z.enum(PLATFORMS).optional(),
  genre: z.string().max(100).optional(),
  artistId: snowflakeId.optional(),
  tag: tagName.optional(),
  assignee: z.enum(['me', 'nobody']).optional(),
  from: epochMs.optional(),
  to: epochMs.optional(),
  before: submissionNumber.optional(),
  limit: z.number().int().min(1).max(100).default(DEFAULT_PAGE_SIZE),
});

/**
 * The inbox, newest first. Paged by key: a page costs the same however deep it lies.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export const list = query({
  name: 'submissions.list',
  access: 'staff',
  limit: 'staffQuery',
  input: listQuery,
  async read({ db, actor }, filter): Promise<SubmissionPage> {
    const rows = await readPage(db, actor.userId, filter);
    const items = await toListedSubmissions(db, actor.userId, rows.slice(0, filter.limit));
    return {
      items,
      nextBefore: rows.length > filter.limit ? (items.at(-1)?.number ?? null) : null,
    };
  },
});

/** One row more than the page tells whether another one follows. */
async function readPage(
  db: GuildReader,
  userId: string,
  filter: z.output<typeof listQuery>,
): Promise<DatabaseRow[]> {
  const rows = db
    .table('submissions')
    .select(...SUMMARY_COLUMNS)
    .orderBy('number', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) rows.where('number', '<', filter.before);
  if (filter.statuses?.length) rows.whereIn('status', filter.statuses);
  if (filter.platform) rows.where('platform', filter.platform);
  if (filter.genre) rows.where('genre', filter.genre);
  if (filter.artistId) rows.where('artist_id', filter.artistId);
  if (filter.tag !== undefined) await whereTagged(db, rows, filter.tag);
  if (filter.assignee !== undefined)
    await whereAssignedTo(db, rows, filter.assignee === 'me' ? userId : null);
  if (filter.from !== undefined) rows.where('created_at', '>=', filter.from);
  if (filter.to !== undefined) rows.where('created_at', '<', filter.to);
  return rows;
}
