import { z } from 'zod';
import { sanitizeName } from '../events/append-event.ts';
import { mutation } from '../operations/guild-operations.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { DECISIONS } from '../submissions/status.ts';
import type { DecisionState } from '../submissions/types.ts';
import { multiLine, optionalField, submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { lockSubmission } from './lock-submission.ts';
import { REASON_MAX_LENGTH } from './reason-length.ts';

/**
 * Approves or rejects. The artist's DM leaves when it can no longer be undone.
 * @throws VektraError `not_found`, `already_decided` (who, what), `not_allowed_now`,
 * `invalid_input`
 */
export const decide = mutation({
  name: 'review.decide',
  access: 'staff',
  limit: 'staffChange',
  input: z.object({
    number: submissionNumber,
    decision: z.enum(DECISIONS),
    reason: optionalField(multiLine(REASON_MAX_LENGTH)),
  }),
  load: lockSubmission,
  async run(
    { db, actor, deps, settings, loaded: row },
    { number, decision, reason },
  ): Promise<DecisionState> {
    const { eventId, dmDueAt } = await changeStatus(
      db,
      actor,
      { settings: await settings(), deps },
      row,
      {
        number,
        from: parseStatus(row.status),
        to: decision,
        reason: reason ?? null,
      },
    );
    return {
      eventId,
      status: decision,
      byId: actor.userId,
      byName: sanitizeName(actor.name),
      at: db.now,
      reason: reason ?? null,
      undoUntil: dmDueAt,
    };
  },
});
