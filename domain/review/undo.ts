import { z } from 'zod';
import { createEffect } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { mutation } from '../operations/guild-operations.ts';
import { submissionSubject } from '../subjects/submission-subject.ts';
import { cardEdit } from '../submissions/effects.ts';
import { appendSubmissionEvent, decisionUndone } from '../submissions/events.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import type { Status } from '../submissions/status.ts';
import { readDecisionEvent } from '../submissions/timeline.ts';
import { submissionNumber } from '../text/schemas.ts';
import { lockSubmission } from './lock-submission.ts';
import { deletePendingDecision, lockPendingDecision } from './pending-decision.ts';

/**
 * Undoes a decision while the artist's DM has not left: the row that would send it is deleted in
 * the same transaction; once a worker has leased that row, it is too late.
 * @throws VektraError `not_found`, `undo_expired`, `not_allowed_now` without a decision
 * @returns the status that holds again
 */
export const undo = mutation({
  name: 'review.undo',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({ number: submissionNumber }),
  load: lockSubmission,
  async run({ db, actor, loaded: row }, { number }): Promise<Status> {
    const eventId: string | null = row.decision_event_id;
    // Undone already, or changed by somebody else: no message is on its way.
    if (!eventId)
      throw new VektraError('not_allowed_now', { values: { status: parseStatus(row.status) } });
    const [decision, isPending] = await Promise.all([
      readDecisionEvent(db, row),
      lockPendingDecision(db, number, eventId),
    ]);
    if (!decision || !isPending) throw new VektraError('undo_expired');

    const from = parseStatus(row.status);
    const to = decision.from;
    await Promise.all([
      deletePendingDecision(db, number, eventId),
      db
        .table('submissions')
        .where('number', number)
        .update({
          status: to,
          status_changed_at: db.now,
          decision_event_id: null,
          decided_at: null,
          revision: db.expression('revision + 1'),
        }),
      appendSubmissionEvent(db, actor, decisionUndone, { number, data: { from, to } }),
      db.enqueue([createEffect(cardEdit, submissionSubject(number), null)]),
    ]);
    return to;
  },
});
