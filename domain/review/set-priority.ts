import { z } from 'zod';
import { appendEvent } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { refreshSubject } from '../subjects/subject.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { priorityChanged } from '../submissions/events.ts';
import { PRIORITIES, parsePriority } from '../submissions/priority.ts';
import { submissionNumber } from '../text/schemas.ts';
import { lockSubmission } from './lock-submission.ts';

/**
 * Says how urgent a demo is, to staff alone. It changes no order: lists are paged by number.
 * @throws VektraError `not_found`, `plan_required`, `invalid_input`
 */
export const setPriority = mutation({
  name: 'review.set_priority',
  access: 'staff',
  feature: 'priority',
  limit: 'staffChange',
  input: z.object({ number: submissionNumber, priority: z.enum(PRIORITIES, 'other') }),
  load: lockSubmission,
  async run({ db, actor, loaded: row }, { number, priority: to }): Promise<void> {
    const from = parsePriority(row.priority);
    if (from === to) return;
    const subject = submissionSubject(number);
    await Promise.all([
      db.table('submissions').where('number', number).update({ priority: to }),
      appendEvent(db, actor, priorityChanged, { subjectId: subject.id, data: { from, to } }),
      refreshSubject(db, subject),
    ]);
  },
});
