import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { appendEvent, sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { lockSubject, subjectInput, toSubjectColumns } from '../subjects/subject.ts';
import { parseInteger } from '../submissions/row-parsers.ts';
import { multiLine } from '../text/schemas.ts';
import { threadNote } from './effects.ts';
import { noteAdded } from './events.ts';
import { MAX_NOTES_PER_SUBJECT, MAX_POSITION_MS, NOTE_MAX_LENGTH } from './note-length.ts';
import { checkNoteTarget } from './note-target.ts';

/**
 * Staff note something about a subject, for themselves: on the dashboard and in the subject's
 * thread. With a position it is about that moment of a file, or without a file of the demo's link.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`, also when there are too many
 */
export const add = mutation({
  name: 'notes.add',
  access: 'staff',
  feature: 'notes',
  limit: 'staffChange',
  input: z.object({
    subject: subjectInput,
    body: multiLine(NOTE_MAX_LENGTH),
    fileId: z.uuid('id.malformed').optional(),
    /** ms from the beginning of the track. */
    positionMs: z
      .number()
      .int('number.whole')
      .min(0, 'number.small')
      .max(MAX_POSITION_MS, 'note.after_end')
      .optional(),
  }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject, body, fileId, positionMs }): Promise<{ noteId: string }> {
    const columns = toSubjectColumns(subject);
    const [fileName, total] = await Promise.all([
      checkNoteTarget(db, subject, { fileId, positionMs }),
      db.table('notes').where(columns).whereNull('removed_at').count({ n: '*' }).first(),
    ]);
    if (parseInteger(total?.n) >= MAX_NOTES_PER_SUBJECT) throw tooMany();
    const noteId = db.newId();
    await Promise.all([
      db.table('notes').insert({
        ...columns,
        id: noteId,
        author_id: actor.userId,
        author_name: sanitizeName(actor.name),
        source: actor.source,
        body,
        file_id: fileId ?? null,
        position_ms: positionMs ?? null,
        created_at: db.now,
      }),
      appendEvent(db, actor, noteAdded, {
        subjectId: subject.id,
        data: { noteId, fileName, positionMs: positionMs ?? null },
      }),
      db.enqueue([createEffect(threadNote, subject, { noteId })]),
    ]);
    return { noteId };
  },
});

const tooMany = () =>
  new VektraError('invalid_input', {
    fields: [{ field: 'body', problem: 'note.too_many', values: { max: MAX_NOTES_PER_SUBJECT } }],
  });
