import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import { assertNotBlocked } from '../blocked-artists/assert-not-blocked.ts';
import { getActiveParts } from '../demo-form/active-parts.ts';
import { parseGivenAnswers } from '../demo-form/answers.ts';
import { createEffect } from '../effects/define-effect.ts';
import { noSubmission, VektraError } from '../errors/errors.ts';
import { type MutationScope, mutation } from '../operations/guild-operations.ts';
import { guildSubject } from '../subjects/guild-subject.ts';
import { canWithdraw, readArtistStatuses } from '../submissions/artist-status.ts';
import { assertMaySend } from '../submissions/may-send.ts';
import { submitInput } from '../submissions/submit-input.ts';
import { submissionNumber } from '../text/schemas.ts';
import { uploadsErase } from './effects.ts';
import { MAX_OPEN_SESSIONS, SESSION_TTL_MS } from './limits.ts';
import { formatForm } from './session-form.ts';

/** What is filled in of a demo that is sent with its files. */
export const uploadForm = submitInput.pick({
  artistName: true,
  trackTitle: true,
  message: true,
  answers: true,
});

/**
 * Starts a session in which an artist uploads files: for a demo of theirs that was not answered yet,
 * or for one that is sent with the files.
 * @throws VektraError `invalid_input`; as {@link assertMaySend} for a new demo; `not_found` for
 * somebody else's demo, `not_allowed_now` once it was answered
 */
export const start = mutation({
  name: 'uploads.start',
  access: 'member',
  limit: 'artistChange',
  input: z.object({ number: submissionNumber.optional(), form: uploadForm.optional() }),
  async run(scope, { number, form }): Promise<{ sessionId: string }> {
    const { db, actor } = scope;
    if (number !== undefined) await assertCanAddFiles(db, actor.userId, number);
    else if (form) await assertMaySend(scope, db.now);
    else
      throw new VektraError('invalid_input', {
        fields: [{ field: 'form', problem: 'text.missing' }],
      });
    await closeOldest(db, actor.userId);
    const sessionId = db.newId();
    const expiresAt = db.now + SESSION_TTL_MS;
    await db.table('upload_sessions').insert({
      id: sessionId,
      artist_id: actor.userId,
      number: number ?? null,
      form: form ? await formatWithAnswers(scope, form) : null,
      created_at: db.now,
      expires_at: expiresAt,
    });
    await enqueueErasure(db, sessionId, expiresAt);
    return { sessionId };
  },
});

async function formatWithAnswers(
  { deps, actor, settings }: Pick<MutationScope, 'deps' | 'actor' | 'settings'>,
  { answers = [], ...form }: z.output<typeof uploadForm>,
): Promise<string> {
  const parts = await getActiveParts(deps, actor.guildId, await settings());
  return formatForm(form, parseGivenAnswers(parts, answers));
}

/** @throws VektraError `not_found`, `artist_blocked`, `not_allowed_now` */
export async function assertCanAddFiles(
  db: GuildWriter,
  artistId: string,
  number: number,
): Promise<void> {
  const row = await db.table('submissions').where('number', number).forUpdate().first();
  if (!row || row.artist_id !== artistId) throw noSubmission(number);
  await assertNotBlocked(db, artistId);
  const status = (await readArtistStatuses(db, [row], db.now)).get(number) ?? 'received';
  if (!canWithdraw(status))
    throw new VektraError('not_allowed_now', { values: { artistStatus: status } });
}

/** Erases what was uploaded in a session, once it is over. @param dueAt epoch ms */
export const enqueueErasure = (
  db: GuildWriter,
  sessionId: string,
  dueAt: number,
): Promise<unknown> =>
  db.enqueue([createEffect(uploadsErase, guildSubject(db.guildId), { sessionId }, dueAt)]);

/** One person's uploads take up a bounded part of a label's quota. */
async function closeOldest(db: GuildWriter, artistId: string): Promise<void> {
  const open = await db
    .table('upload_sessions')
    .where('artist_id', artistId)
    .whereNull('closed_at')
    .orderBy('id')
    .forUpdate()
    .limit(10 * MAX_OPEN_SESSIONS)
    .select('id');
  const excess = open.slice(0, Math.max(0, open.length - MAX_OPEN_SESSIONS + 1));
  for (const { id } of excess) {
    await db.table('upload_sessions').where('id', id).update({ closed_at: db.now });
    await enqueueErasure(db, id, db.now);
  }
}
