import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { sanitizeName } from '../audit/audit.ts';
import type { DecideInput } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { DECISIONS } from '../submissions/status.ts';
import type { DecisionState } from '../submissions/types.ts';
import { multiLine, optionalField, requestId, submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { lockSubmission } from './lock-submission.ts';

/** A reason goes into the artist's DM. */
export const REASON_MAX_LENGTH = 1_000;

const decideInput = z.object({
  requestId,
  number: submissionNumber,
  decision: z.enum(DECISIONS),
  reason: optionalField(multiLine(REASON_MAX_LENGTH)),
});

/**
 * Approves or rejects. The artist's DM leaves when it can no longer be undone.
 * @throws VektraError `not_found`, `already_decided` (who, what), `not_allowed_now`, `invalid_input`
 */
export async function decide(
  { tenancy }: Deps,
  actor: Actor,
  input: DecideInput,
): Promise<DecisionState> {
  const { requestId: id, ...values } = parseInput(decideInput, input);
  const { number, decision, reason } = values;
  const request = { id, operation: 'review.decide', actorId: actor.userId, input: values };
  return tenancy.write(actor.guildId, (db) =>
    withIdempotency(db, request, async () => {
      const { row, settings } = await lockSubmission(db, actor, number);
      const { eventId, dmDueAt } = await changeStatus(db, actor, settings, row, {
        number,
        from: parseStatus(row.status),
        to: decision,
        reason: reason ?? null,
      });
      return {
        eventId,
        status: decision,
        byId: actor.userId,
        byName: sanitizeName(actor.name),
        at: db.now,
        reason: reason ?? null,
        undoUntil: dmDueAt,
      };
    }),
  );
}
