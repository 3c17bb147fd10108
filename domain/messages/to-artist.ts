import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { audit, storedName } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { once } from '../requests/once.ts';
import { lockedSubmission } from '../review/locked-submission.ts';
import { paragraph, requestId, submissionNumber } from '../text/schemas.ts';

/** Leaves room in Discord's 4,000 characters of text for the frame around it. */
export const MESSAGE_LIMIT = 2_000;

const toArtistInput = z.object({
  requestId,
  number: submissionNumber,
  body: paragraph(MESSAGE_LIMIT),
});

/**
 * Staff write to the artist: a DM from the label, and a copy in the submission's thread.
 * @throws VektraError `not_found`, `invalid_input`
 */
export async function toArtist(
  { tenancy }: Deps,
  actor: Actor,
  input: { requestId: string; number: number; body: string },
): Promise<{ messageId: string }> {
  const { requestId: id, number, body } = parseInput(toArtistInput, input);
  const request = {
    id,
    operation: 'messages.to_artist',
    actorId: actor.userId,
    input: { number, body },
  };
  return tenancy.write(actor.guildId, (db) =>
    once(db, request, async () => {
      await lockedSubmission(db, actor, number);
      const messageId = db.newId();
      await Promise.all([
        db.table('artist_messages').insert({
          number,
          id: messageId,
          direction: 'to_artist',
          at: db.now,
          author_id: actor.userId,
          author_name: storedName(actor.name),
          source: actor.source,
          body,
          attachments: '[]',
          delivery: 'pending',
        }),
        audit(db, actor, 'message.to_artist', `#${number}`),
        db.enqueue([
          { kind: 'dm.message', number, refId: messageId },
          { kind: 'thread.message', number, refId: messageId },
        ]),
      ]);
      db.announce({ number, kind: 'message' });
      return { messageId };
    }),
  );
}
