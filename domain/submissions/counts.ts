import type { GuildReader } from '../../tenancy/types.ts';
import { query } from '../operations/guild-operations.ts';
import { isStatus, STATUSES, type Status } from './status.ts';

/** How many submissions each status has. */
export const countByStatus = query({
  name: 'submissions.count_by_status',
  access: 'staff',
  limit: 'staffQuery',
  read: ({ db }) => readCountsByStatus(db),
});

/** @param artistId counts only demos of this artist */
export async function readCountsByStatus(
  db: GuildReader,
  artistId?: string,
): Promise<Record<Status, number>> {
  const counts = db.table('submissions').groupBy('status').select('status').count({ n: '*' });
  if (artistId) counts.where('artist_id', artistId);
  const rows = await counts;
  const result = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<
    Status,
    number
  >;
  for (const { status, n } of rows) if (isStatus(status)) result[status] = Number(n);
  return result;
}
