import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { unassigned } from './events.ts';
import { readAssignee } from './read-assignments.ts';

/**
 * Nobody takes care of the subject any more.
 * @throws VektraError `not_found`, `plan_required`
 */
export const unassign = mutation({
  name: 'assignments.unassign',
  access: 'staff',
  feature: 'assignment',
  limit: 'staffChange',
  input: z.object({ subject: subjectInput }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject }): Promise<void> {
    const before = await readAssignee(db, subject);
    const removed = await db.table('assignments').where(toSubjectColumns(subject)).delete();
    if (removed === 0) return;
    await Promise.all([
      appendEvent(db, actor, unassigned, {
        subjectId: subject.id,
        data: { assigneeId: before?.id ?? '0', assigneeName: before?.name ?? '' },
      }),
      refreshSubject(db, subject),
    ]);
  },
});
