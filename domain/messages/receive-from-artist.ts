import { z } from 'zod';
import { assertNotBlocked } from '../blocked-artists/assert-not-blocked.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { notFound } from '../errors/errors.ts';
import { sanitizeName } from '../events/append-event.ts';
import { addFiles } from '../files/add-files.ts';
import { announcedFile } from '../files/announced-file.ts';
import { MAX_FILES_AT_ONCE } from '../files/file-limits.ts';
import { getFileLimits } from '../files/guild-file-limits.ts';
import { operation } from '../operations/other-operations.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { requestId, submissionNumber } from '../text/schemas.ts';
import { threadMessage } from './effects.ts';

/** An artist, known by Discord alone: they may have left the guild. */
export interface MessageSender {
  guildId: string;
  userId: string;
  name: string;
}

/**
 * The artist's DM goes into the submission's thread and onto the dashboard.
 * @throws VektraError `not_found` when the submission is not this person's, `plan_required`,
 * `artist_blocked`
 */
export const receiveFromArtist = operation({
  name: 'messages.from_artist',
  kind: 'mutation',
  access: 'member',
  feature: 'dm_replies',
  limit: 'artistMessage',
  input: z
    .object({
      /** The DM's own id: Discord may deliver it twice. */
      requestId,
      number: submissionNumber,
      // What Discord accepted is kept as it is; only what no database stores is dropped.
      body: z
        .string()
        .max(4_000)
        .transform((text) => text.toWellFormed().replaceAll('\0', '')),
      attachments: z.array(announcedFile).max(MAX_FILES_AT_ONCE),
    })
    .refine(({ body, attachments }) => body.trim() !== '' || attachments.length > 0, {
      path: ['body'],
      message: 'text.blank',
    }),
  async run(
    { deps, caller: sender }: { deps: Deps; caller: MessageSender },
    { requestId: id, number, body, attachments },
  ): Promise<{ messageId: string }> {
    const { guildId, userId } = sender;
    // Without the text: Discord may deliver the DM again after an edit, with new attachment
    // addresses.
    const request = { id, operation: 'messages.from_artist', actorId: userId, input: { number } };
    return deps.tenancy.write(guildId, (db) =>
      withIdempotency(db, request, async () => {
        const row = await db.table('submissions').where('number', number).first('artist_id');
        if (!row || row.artist_id !== userId) throw notFound();
        await assertNotBlocked(db, userId);
        const messageId = db.newId();
        const limits = await getFileLimits(deps, guildId);
        const files = attachments.map((file) => ({ ...file, origin: 'message' as const }));
        await Promise.all([
          addFiles(db, files, {
            subject: submissionSubject(number),
            messageId,
            limits,
          }),
          db.table('artist_messages').insert({
            number,
            id: messageId,
            direction: 'from_artist',
            at: db.now,
            author_id: userId,
            author_name: sanitizeName(sender.name),
            source: 'discord',
            body,
            attachments: JSON.stringify(attachments.map(({ name, url }) => ({ name, url }))),
            delivery: 'pending',
          }),
          // They reached us, so whatever closed their DMs is over.
          db.table('submissions').where('number', number).update({ artist_unreachable: null }),
          db.enqueue([createEffect(threadMessage, submissionSubject(number), { messageId })]),
        ]);
        db.publishChange({ number, kind: 'message' });
        const item = { userId, guildId, kind: 'submission', number, now: db.now };
        db.afterCommit(() => deps.tenancy.control.touchOpenItem(item));
        return { messageId };
      }),
    );
  },
});
