import { z } from 'zod';
import { sanitizeName } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { requestId, snowflakeId, submissionNumber } from '../text/schemas.ts';

const receiveFromArtistInput = z.object({
  /** The DM's own id: Discord may tell of it twice. */
  requestId,
  guildId: snowflakeId,
  userId: snowflakeId,
  userName: z.string(),
  number: submissionNumber,
  // What Discord let through is kept as it is; only what no database stores is dropped.
  body: z
    .string()
    .max(4_000)
    .transform((text) => text.toWellFormed().replaceAll('\0', '')),
  attachments: z.array(z.object({ name: z.string().max(300), url: z.url() })).max(10),
});

export type ReceiveFromArtistInput = z.input<typeof receiveFromArtistInput>;

/**
 * The artist's DM goes into the submission's thread and onto the dashboard.
 * @throws VektraError `not_found` when the submission is not this person's, `plan_required`
 */
export async function receiveFromArtist(
  deps: Deps,
  input: ReceiveFromArtistInput,
): Promise<{ messageId: string }> {
  const message = parseInput(receiveFromArtistInput, input);
  const { guildId, number } = message;
  await requireFeature(deps, guildId, 'dm_replies');
  // Not what it says: Discord may tell of it again after an edit, and with fresh attachment addresses.
  const request = {
    id: message.requestId,
    operation: 'messages.from_artist',
    actorId: message.userId,
    input: { number },
  };
  return deps.tenancy.write(guildId, (db) =>
    withIdempotency(db, request, async () => {
      const row = await db.table('submissions').where('number', number).first('artist_id');
      if (!row || row.artist_id !== message.userId) throw notFound();
      const messageId = db.newId();
      await Promise.all([
        db.table('artist_messages').insert({
          number,
          id: messageId,
          direction: 'from_artist',
          at: db.now,
          author_id: message.userId,
          author_name: sanitizeName(message.userName),
          source: 'discord',
          body: message.body,
          attachments: JSON.stringify(message.attachments),
          delivery: 'pending',
        }),
        // They reached us: whatever closed their DMs before is open again.
        db.table('submissions').where('number', number).update({ artist_unreachable: null }),
        db.enqueue([{ kind: 'thread.message', number, refId: messageId }]),
      ]);
      db.publishChange({ number, kind: 'message' });
      const item = { userId: message.userId, guildId, kind: 'submission', number, now: db.now };
      db.afterCommit(() => deps.tenancy.control.touchOpenItem(item));
      return { messageId };
    }),
  );
}
