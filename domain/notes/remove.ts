import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { notFound } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { toFileName } from '../files/file-name.ts';
import { mutation } from '../operations/guild-operations.ts';
import { subjectInput, toSubjectColumns } from '../subjects/subject.ts';
import { parseTextOrNull } from '../submissions/row-parsers.ts';
import { threadNoteRemoval } from './effects.ts';
import { noteRemoved } from './events.ts';
import { toNote } from './read-notes.ts';

/**
 * Removes a note with its text, here and on Discord: one's own, or as an admin anybody's. Who wrote
 * it and who removed it stays in the history.
 * @throws VektraError `not_found` also for a note of somebody else, `plan_required`
 */
export const remove = mutation({
  name: 'notes.remove',
  access: 'staff',
  feature: 'notes',
  limit: 'staffChange',
  input: z.object({ subject: subjectInput, noteId: z.uuid('id.malformed') }),
  async load({ db, actor }, { subject, noteId }) {
    const row = await db
      .table('notes')
      .where({ ...toSubjectColumns(subject), id: noteId })
      .whereNull('removed_at')
      .forUpdate()
      .first();
    const note = row && toNote(row);
    if (!note || !(actor.isAdmin || note.authorId === actor.userId)) throw notFound();
    return note;
  },
  async run({ db, actor, loaded: note }, { subject, noteId }): Promise<void> {
    const file =
      note.fileId === null
        ? undefined
        : await db
            .table('files')
            .where({ id: note.fileId, ...toSubjectColumns(subject) })
            .first('name');
    const fileName = parseTextOrNull(file?.name, 400);
    await Promise.all([
      db
        .table('notes')
        .where({ ...toSubjectColumns(subject), id: noteId })
        .update({ body: '', removed_at: db.now }),
      appendEvent(db, actor, noteRemoved, {
        subjectId: subject.id,
        data: {
          noteId,
          fileName: fileName === null ? null : toFileName(fileName),
          positionMs: note.positionMs,
        },
      }),
      db.enqueue([createEffect(threadNoteRemoval, subject, { noteId })]),
    ]);
  },
});
