import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { lockSubmission } from '../review/lock-submission.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { multiLine, submissionNumber } from '../text/schemas.ts';
import { messageDm, threadMessage } from './effects.ts';
import { messageSent } from './events.ts';
import { MESSAGE_MAX_LENGTH } from './message-length.ts';

/**
 * Staff write to the artist: a DM from the label, and a copy in the submission's thread.
 * @throws VektraError `not_found`, `invalid_input`
 */
export const sendToArtist = mutation({
  name: 'messages.to_artist',
  access: 'staff',
  limit: 'staffMessage',
  input: z.object({ number: submissionNumber, body: multiLine(MESSAGE_MAX_LENGTH) }),
  load: lockSubmission,
  async run({ db, actor }, { number, body }): Promise<{ messageId: string }> {
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
      appendEvent(db, actor, messageSent, {
        subjectId: number,
        data: { messageId },
      }),
      db.enqueue([
        createEffect(messageDm, submissionSubject(number), { messageId }),
        createEffect(threadMessage, submissionSubject(number), { messageId }),
      ]),
    ]);
    return { messageId };
  },
});
