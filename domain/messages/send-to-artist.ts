import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { recordAudit, sanitizeName } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { lockSubmission } from '../review/lock-submission.ts';
import { multiLine, requestId, submissionNumber } from '../text/schemas.ts';

/** Leaves room in Discord's 4,000 characters of text for the frame around it. */
export const MESSAGE_MAX_LENGTH = 2_000;

const sendToArtistInput = z.object({
  requestId,
  number: submissionNumber,
  body: multiLine(MESSAGE_MAX_LENGTH),
});

/**
 * Staff write to the artist: a DM from the label, and a copy in the submission's thread.
 * @throws VektraError `not_found`, `invalid_input`
 */
export async function sendToArtist(
  { tenancy }: Deps,
  actor: Actor,
  input: { requestId: string; number: number; body: string },
): Promise<{ messageId: string }> {
  const { requestId: id, number, body } = parseInput(sendToArtistInput, input);
  const request = {
    id,
    operation: 'messages.to_artist',
    actorId: actor.userId,
    input: { number, body },
  };
  return tenancy.write(actor.guildId, (db) =>
    withIdempotency(db, request, async () => {
      await lockSubmission(db, actor, number);
      const messageId = db.newId();
      await Promise.all([
        db.table('artist_messages').insert({
          number,
          id: messageId,
          direction: 'to_artist',
          at: db.now,
          author_id: actor.userId,
          author_name: sanitizeName(actor.name),
          source: actor.source,
          body,
          attachments: '[]',
          delivery: 'pending',
        }),
        recordAudit(db, actor, 'message.to_artist', `#${number}`),
        db.enqueue([
          { kind: 'dm.message', number, refId: messageId },
          { kind: 'thread.message', number, refId: messageId },
        ]),
      ]);
      db.publishChange({ number, kind: 'message' });
      return { messageId };
    }),
  );
}
