import { query } from '../operations/guild-operations.ts';
import {
  ARTIST_STATUS_COLUMNS,
  ARTIST_STATUSES,
  type ArtistStatus,
  readArtistStatuses,
} from '../submissions/artist-status.ts';
import { parseTime } from '../submissions/row-parsers.ts';

/** The newest demos of an artist that are counted. */
const MAX_COUNTED = 1_000;

export interface ArtistStats {
  sent: number;
  byStatus: Record<ArtistStatus, number>;
  /** Epoch ms; null: nothing was sent. */
  lastSentAt: number | null;
}

/** What became of the caller's own demos in this guild, as artists see it. */
export const getMine = query({
  name: 'artistStats.get_mine',
  access: 'member',
  limit: 'artistQuery',
  async read({ db, actor, deps }): Promise<ArtistStats> {
    const rows = await db
      .table('submissions')
      .where('artist_id', actor.userId)
      .orderBy('number', 'desc')
      .limit(MAX_COUNTED)
      .select(...ARTIST_STATUS_COLUMNS, 'created_at');
    const statuses = await readArtistStatuses(db, rows, deps.now());
    const byStatus = Object.fromEntries(ARTIST_STATUSES.map((status) => [status, 0])) as Record<
      ArtistStatus,
      number
    >;
    for (const status of statuses.values()) byStatus[status] += 1;
    return {
      sent: rows.length,
      byStatus,
      lastSentAt: rows[0] ? parseTime(rows[0].created_at) : null,
    };
  },
});
