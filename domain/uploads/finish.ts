import { z } from 'zod';
import type { StartedUpload } from '../../tenancy/index.ts';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { createEffect } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { appendEvent } from '../events/append-event.ts';
import { fileProcess } from '../files/effects.ts';
import { fileAdded } from '../files/events.ts';
import { mutation } from '../operations/guild-operations.ts';
import { operation } from '../operations/other-operations.ts';
import { refreshSubject, toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { assertWithinGracePeriod, insertSubmission } from '../submissions/submit.ts';
import { requestId } from '../text/schemas.ts';
import { sessionInput } from './get.ts';
import { MAX_UPLOADS_PER_SESSION } from './limits.ts';
import { readSession, readUploads, type UploadRow } from './read-session.ts';
import { parseForm } from './session-form.ts';
import { assertCanAddFiles, enqueueErasure, uploadForm } from './start.ts';

type WholeUpload = UploadRow & { started: StartedUpload };

/**
 * Ends a session: its files become those of the demo, which is sent if it was not there before.
 * Repeated, it has no further effect.
 *
 * With `uploadIds`, exactly these files are sent. Whoever sends them says what they see: a move may have
 * dropped one of them, and a repeated request may have added one that nobody sees.
 * @throws VektraError `not_found`; `upload_expired` for a session that is over; `invalid_input` while a
 * file is not whole, without any, and for one that is not there any more; `conflict` when files change
 * meanwhile; `files_unavailable`; as `submissions.submit`
 * @returns the demo's number
 */
export const finish = operation({
  name: 'uploads.finish',
  kind: 'mutation',
  access: 'member',
  limit: 'submit',
  input: sessionInput.extend({
    requestId,
    uploadIds: z.array(z.uuid()).max(MAX_UPLOADS_PER_SESSION).optional(),
  }),
  async run(
    { deps, caller }: { deps: Deps; caller: Actor },
    { sessionId, requestId: id, uploadIds: sentIds },
  ): Promise<{ number: number }> {
    const { tenancy } = deps;
    const { guildId, userId } = caller;
    const { session, known } = await tenancy.read(guildId, async (db) => ({
      session: await readSession(db, userId, sessionId),
      known: await readUploads(db, sessionId),
    }));
    if (session.sentNumber !== null) return { number: session.sentNumber };
    const uploads = sentIds ? known.filter((upload) => sentIds.includes(upload.id)) : known;
    if (session.isOpen) {
      if (sentIds && uploads.length < new Set(sentIds).size) refuse('file.changed');
      const files = await tenancy.files(guildId);
      // Before the rows: an object that no row has is found by its upload's, and erased with it.
      for (const { started, sizeBytes } of requireWhole(uploads))
        await files.uploads.complete(started, sizeBytes);
    }
    const toIds = (rows: readonly UploadRow[]) => rows.map((upload) => upload.id);
    return attach.run(deps, caller, {
      sessionId,
      uploadIds: toIds(uploads),
      knownIds: toIds(known),
      requestId: id,
    });
  },
});

/** What the transaction of {@link finish} does. */
const attach = mutation({
  name: 'uploads.attach',
  access: 'member',
  limit: null,
  input: sessionInput.extend({ uploadIds: z.array(z.uuid()), knownIds: z.array(z.uuid()) }),
  prepare: assertWithinGracePeriod,
  async run(scope, { sessionId, uploadIds, knownIds }): Promise<{ number: number }> {
    const { db, actor } = scope;
    const session = await readSession(db, actor.userId, sessionId, { lock: true });
    if (session.sentNumber !== null) return { number: session.sentNumber };
    if (!session.isOpen) throw new VektraError('upload_expired');
    const present = await readUploads(db, sessionId, { lock: true });
    const uploads = requireWhole(present.filter((upload) => uploadIds.includes(upload.id)));
    // Added, removed, or dropped by a move, since their objects were made.
    if (
      uploads.length !== uploadIds.length ||
      !present.every((upload) => knownIds.includes(upload.id))
    )
      throw new VektraError('conflict');
    const { number: existing, form } = session;
    let number: number;
    if (existing === null) {
      const { withAnswers, ...stored } = parseForm(form);
      const { answers: _, ...demo } = parseInput(uploadForm, {
        ...stored,
        ...(withAnswers ? { message: withAnswers.message } : {}),
      });
      const genre = withAnswers?.genre ?? undefined;
      const answered = { ...demo, genre, answers: withAnswers?.answers ?? [] };
      const receipt = await insertSubmission(scope, answered, {
        effects: [],
        checksHours: false,
        attachFiles: async (subject) => {
          await insertFiles(db, subject, uploads);
          return [];
        },
      });
      number = receipt.number;
    } else {
      number = existing;
      await assertCanAddFiles(db, actor.userId, number);
      const subject = submissionSubject(number);
      await insertFiles(db, subject, uploads);
      for (const { name } of uploads)
        await appendEvent(db, actor, fileAdded, { subjectId: number, data: { name } });
      await refreshSubject(db, subject);
    }
    await db.table('uploads').whereIn('id', uploadIds).whereNull('removed_at').delete();
    await db
      .table('upload_sessions')
      .where('id', sessionId)
      .update({ closed_at: db.now, sent_number: number });
    if (present.length > uploads.length) await enqueueErasure(db, sessionId, db.now);
    return { number };
  },
});

/** @throws VektraError `invalid_input` */
function refuse(problem: string, name = ''): never {
  throw new VektraError('invalid_input', {
    fields: [{ field: 'files', problem, values: { name } }],
  });
}

/** @throws VektraError `invalid_input` */
function requireWhole(uploads: readonly UploadRow[]): WholeUpload[] {
  if (uploads.length === 0) refuse('file.none');
  return uploads.map((upload) => {
    const { started, receivedBytes, sizeBytes, name } = upload;
    if (!started || receivedBytes < sizeBytes) refuse('file.unfinished', name);
    return { ...upload, started };
  });
}

async function insertFiles(
  db: GuildWriter,
  subject: Subject,
  uploads: readonly WholeUpload[],
): Promise<void> {
  await db.table('files').insert(
    uploads.map(({ id, name, sizeBytes, format, contentType, sha256, started }) => ({
      ...toSubjectColumns(subject),
      id,
      origin: 'upload',
      name,
      size_bytes: sizeBytes,
      state: 'stored',
      format,
      content_type: contentType,
      store: started.store,
      sealed_key: started.sealedKey,
      sha256,
      attempts: 0,
      created_at: db.now,
      stored_at: db.now,
    })),
  );
  await db.enqueue(uploads.map(({ id }) => createEffect(fileProcess, subject, { fileId: id })));
}
