import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withIdempotency } from '../requests/with-idempotency.ts';
import { parseStatus } from '../submissions/row-parsers.ts';
import { STATUSES, type Status } from '../submissions/status.ts';
import { multiLine, optionalField, requestId, submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { REASON_MAX_LENGTH } from './decide.ts';
import { lockSubmission } from './lock-submission.ts';

const setStatusInput = z.object({
  requestId,
  number: submissionNumber,
  status: z.enum(STATUSES).exclude(['withdrawn']),
  reason: optionalField(multiLine(REASON_MAX_LENGTH)),
});

/**
 * Moves a submission to any status but `withdrawn`. To `approved` or `rejected` it is a decision like
 * any other. Setting the status it has changes nothing.
 * @throws VektraError `not_found`, `already_decided`, `not_allowed_now`, `invalid_input`
 */
export async function setStatus(
  { tenancy }: Deps,
  actor: Actor,
  input: { requestId: string; number: number; status: Status; reason?: string },
): Promise<Status> {
  const { requestId: id, ...values } = parseInput(setStatusInput, input);
  const request = { id, operation: 'review.set_status', actorId: actor.userId, input: values };
  return tenancy.write(actor.guildId, (db) =>
    withIdempotency(db, request, async () => {
      const { row, settings } = await lockSubmission(db, actor, values.number);
      const from = parseStatus(row.status);
      if (from === values.status) return from;
      await changeStatus(db, actor, settings, row, {
        number: values.number,
        from,
        to: values.status,
        reason: values.reason ?? null,
      });
      return values.status;
    }),
  );
}
