import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { storedName } from '../audit/audit.ts';
import type { DecideInput } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { parseInput } from '../errors/parse-input.ts';
import { once } from '../requests/once.ts';
import { status } from '../submissions/rows.ts';
import { DECISIONS } from '../submissions/status.ts';
import type { DecisionState } from '../submissions/types.ts';
import { optional, paragraph, requestId, submissionNumber } from '../text/schemas.ts';
import { changeStatus } from './change-status.ts';
import { lockedSubmission } from './locked-submission.ts';

/** A reason goes into the artist's DM. */
export const REASON_LIMIT = 1_000;

const decideInput = z.object({
  requestId,
  number: submissionNumber,
  decision: z.enum(DECISIONS),
  reason: optional(paragraph(REASON_LIMIT)),
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
  const { requestId: id, ...wanted } = parseInput(decideInput, input);
  const { number, decision, reason } = wanted;
  const request = { id, operation: 'review.decide', actorId: actor.userId, input: wanted };
  return tenancy.write(actor.guildId, (db) =>
    once(db, request, async () => {
      const { row, settings } = await lockedSubmission(db, actor, number);
      const { eventId, dmDueAt } = await changeStatus(db, actor, settings, row, {
        number,
        from: status(row.status),
        to: decision,
        reason: reason ?? null,
      });
      return {
        eventId,
        status: decision,
        byId: actor.userId,
        byName: storedName(actor.name),
        at: db.now,
        reason: reason ?? null,
        undoUntil: dmDueAt,
      };
    }),
  );
}
