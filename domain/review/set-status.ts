import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { once } from '../requests/once.ts';
import { status } from '../submissions/rows.ts';
import { STATUSES, type Status } from '../submissions/status.ts';
import { optional, paragraph, requestId, submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { REASON_LIMIT } from './decide.ts';
import { lockedSubmission } from './locked-submission.ts';

const setStatusInput = z.object({
  requestId,
  number: submissionNumber,
  status: z.enum(STATUSES).exclude(['withdrawn']),
  reason: optional(paragraph(REASON_LIMIT)),
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
  const { requestId: id, ...wanted } = parseInput(setStatusInput, input);
  const request = { id, operation: 'review.set_status', actorId: actor.userId, input: wanted };
  return tenancy.write(actor.guildId, (db) =>
    once(db, request, async () => {
      const { row, settings } = await lockedSubmission(db, actor, wanted.number);
      const from = status(row.status);
      if (from === wanted.status) return from;
      await changeStatus(db, actor, settings, row, {
        number: wanted.number,
        from,
        to: wanted.status,
        reason: wanted.reason ?? null,
      });
      return wanted.status;
    }),
  );
}
