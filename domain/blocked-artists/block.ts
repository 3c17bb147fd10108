import { z } from 'zod';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { multiLine, optionalField, snowflakeId } from '../text/schemas.ts';
import { artistBlocked } from './events.ts';
import { BLOCK_REASON_MAX_LENGTH, MAX_BLOCKED_ARTISTS } from './limits.ts';

/**
 * Takes no more demos, files and messages from a person, who need not be in the guild any more. What they
 * have sent stays. Blocked again, the reason is replaced.
 * @throws VektraError `not_found` unless staff, `not_set_up`, `invalid_input`, also when too many
 * are blocked
 */
export const block = repeatableMutation({
  name: 'blockedArtists.block',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({
    artistId: snowflakeId,
    artistName: z.string().max(200, 'text.too_long'),
    reason: optionalField(multiLine(BLOCK_REASON_MAX_LENGTH)),
  }),
  async run({ db, actor }, { artistId, artistName, reason }): Promise<void> {
    const values = {
      artist_name: sanitizeName(artistName),
      blocked_by_id: actor.userId,
      blocked_by_name: sanitizeName(actor.name),
      reason: reason ?? null,
      blocked_at: db.now,
    };
    await db
      .table('blocked_artists')
      .insert({ artist_id: artistId, ...values })
      .onConflict(['guild_id', 'artist_id'])
      .merge(values);
    const [total] = await Promise.all([
      db.table('blocked_artists').count({ n: '*' }).first(),
      appendEvent(db, actor, artistBlocked, { subjectId: db.guildId, data: { artistId } }),
    ]);
    if (Number(total?.n) > MAX_BLOCKED_ARTISTS)
      throw new VektraError('invalid_input', {
        fields: [
          {
            field: 'artistId',
            problem: 'artist.too_many_blocked',
            values: { max: MAX_BLOCKED_ARTISTS },
          },
        ],
      });
  },
});
