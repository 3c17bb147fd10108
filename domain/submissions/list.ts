import { z } from 'zod';
import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { PLATFORMS } from '../links/platform.ts';
import { readSettings } from '../settings/settings-document.ts';
import { snowflakeId, submissionNumber } from '../text/schemas.ts';
import { parseSummary, SUMMARY_COLUMNS } from './row-parsers.ts';
import { STATUSES } from './status.ts';
import type { SubmissionFilter, SubmissionPage } from './types.ts';

const DEFAULT_PAGE_SIZE = 50;
const epochMs = z.number().int().min(0).max(8.64e15);

const listQuery = z.object({
  statuses: z.array(z.enum(STATUSES)).max(STATUSES.length).optional(),
  platform: z.enum(PLATFORMS).optional(),
  genre: z.string().max(100).optional(),
  artistId: snowflakeId.optional(),
  from: epochMs.optional(),
  to: epochMs.optional(),
  before: submissionNumber.optional(),
  limit: z.number().int().min(1).max(100).default(DEFAULT_PAGE_SIZE),
});

/**
 * The inbox, newest first. Paged by key: a page costs the same however deep it lies.
 * @throws VektraError `not_found` unless staff, `invalid_input`
 */
export async function listSubmissions(
  { tenancy }: Deps,
  actor: Actor,
  query: SubmissionFilter & { before?: number; limit?: number },
): Promise<SubmissionPage> {
  const filter = parseInput(listQuery, query);
  return tenancy.read(actor.guildId, async (db) => {
    const [settings, rows] = await Promise.all([readSettings(db), readPage(db, filter)]);
    await requireStaff(actor, settings);
    const items = rows.slice(0, filter.limit).map(parseSummary);
    return {
      items,
      nextBefore: rows.length > filter.limit ? (items.at(-1)?.number ?? null) : null,
    };
  });
}

/** One row more than the page tells whether another one follows. */
function readPage(db: GuildReader, filter: z.output<typeof listQuery>): PromiseLike<DatabaseRow[]> {
  const query = db
    .table('submissions')
    .select(...SUMMARY_COLUMNS)
    .orderBy('number', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query.where('number', '<', filter.before);
  if (filter.statuses?.length) query.whereIn('status', filter.statuses);
  if (filter.platform) query.where('platform', filter.platform);
  if (filter.genre) query.where('genre', filter.genre);
  if (filter.artistId) query.where('artist_id', filter.artistId);
  if (filter.from !== undefined) query.where('created_at', '>=', filter.from);
  if (filter.to !== undefined) query.where('created_at', '<', filter.to);
  return query;
}
