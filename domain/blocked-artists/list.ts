import { query } from '../operations/guild-operations.ts';
import { parseId, parseText, parseTextOrNull, parseTime } from '../submissions/row-parsers.ts';
import { BLOCK_REASON_MAX_LENGTH, MAX_BLOCKED_ARTISTS } from './limits.ts';

export interface BlockedArtist {
  artistId: string;
  artistName: string;
  blockedBy: string;
  reason: string | null;
  /** Epoch ms. */
  blockedAt: number;
}

/** Who is blocked, newest first. @throws VektraError `not_found` unless staff */
export const list = query({
  name: 'blockedArtists.list',
  access: 'staff',
  limit: 'staffQuery',
  async read({ db }): Promise<BlockedArtist[]> {
    const rows = await db
      .table('blocked_artists')
      .orderBy([
        { column: 'blocked_at', order: 'desc' },
        { column: 'artist_id', order: 'desc' },
      ])
      // A customer database may hold more.
      .limit(MAX_BLOCKED_ARTISTS)
      .select();
    return rows.map((row) => ({
      artistId: parseId(row.artist_id),
      artistName: parseText(row.artist_name, 128),
      blockedBy: parseText(row.blocked_by_name, 128),
      reason: parseTextOrNull(row.reason, BLOCK_REASON_MAX_LENGTH),
      blockedAt: parseTime(row.blocked_at),
    }));
  },
});
