import { z } from 'zod';
import { sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { decisionReason, resolveReason } from '../saved-reasons/decision-reason.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { DECISIONS } from '../submissions/status.ts';
import type { DecisionState } from '../submissions/types.ts';
import { submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { lockSubmission } from './lock-submission.ts';

/**
 * Approves or rejects. The artist's DM leaves when it can no longer be undone.
 * @throws VektraError `not_found`, `already_decided` (who, what), `not_allowed_now`,
 * `plan_required` for a saved reason, `invalid_input`
 */
export const decide = mutation({
  name: 'review.decide',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({
    number: submissionNumber,
    decision: z.enum(DECISIONS),
    ...decisionReason,
  }),
  load: lockSubmission,
  async run(
    { db, actor, deps, settings, loaded: row },
    { number, decision, ...given },
  ): Promise<DecisionState> {
    const reason = await resolveReason({ db, deps }, given);
    const { eventId, dmDueAt } = await changeStatus(
      db,
      actor,
      { settings: await settings(), deps },
      row,
      {
        number,
        from: parseStatus(row.status),
        to: decision,
        reason,
      },
    );
    return {
      eventId,
      status: decision,
      byId: actor.userId,
      byName: sanitizeName(actor.name),
      at: db.now,
      reason,
      undoUntil: dmDueAt,
    };
  },
});
