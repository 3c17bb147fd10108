import type { GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';

/** @throws VektraError `artist_blocked`, without who decided it or why */
export async function assertNotBlocked(db: GuildReader, artistId: string): Promise<void> {
  const row = await db.table('blocked_artists').where('artist_id', artistId).first('blocked_at');
  if (row) throw new VektraError('artist_blocked');
}
