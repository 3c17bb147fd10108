import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { snowflakeId } from '../text/schemas.ts';
import { artistUnblocked } from './events.ts';

/**
 * Takes demos and messages from a person again.
 * @throws VektraError `not_found` unless staff, `not_set_up`, `invalid_input`
 * @returns the name under which they were blocked; null: they were not
 */
export const unblock = repeatableMutation({
  name: 'blockedArtists.unblock',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({ artistId: snowflakeId }),
  async run({ db, actor }, { artistId }): Promise<{ artistName: string } | null> {
    const ofArtist = () => db.table('blocked_artists').where('artist_id', artistId);
    const row = await ofArtist().forUpdate().first('artist_name');
    if (!row) return null;
    await Promise.all([
      ofArtist().delete(),
      appendEvent(db, actor, artistUnblocked, { subjectId: db.guildId, data: { artistId } }),
    ]);
    return { artistName: parseText(row.artist_name, 128) };
  },
});
