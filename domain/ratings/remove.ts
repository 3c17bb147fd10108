import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import {
  lockSubject,
  refreshSubject,
  subjectInput,
  toSubjectColumns,
} from '../subjects/subject.ts';
import { ratingRemoved } from './events.ts';

/**
 * Removes the caller's own rating of a subject.
 * @throws VektraError `not_found`, `plan_required`
 */
export const remove = mutation({
  name: 'ratings.remove',
  access: 'staff',
  feature: 'ratings',
  limit: 'staffChange',
  input: z.object({ subject: subjectInput }),
  load: ({ db }, { subject }) => lockSubject(db, subject),
  async run({ db, actor }, { subject }): Promise<void> {
    const removed = await db
      .table('ratings')
      .where({ ...toSubjectColumns(subject), user_id: actor.userId })
      .delete();
    if (removed === 0) return;
    await Promise.all([
      appendEvent(db, actor, ratingRemoved, { subjectId: subject.id, data: {} }),
      refreshSubject(db, subject),
    ]);
  },
});
