import type { GuildReader } from '../../tenancy/types.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { REASON_MAX_LENGTH } from '../review/reason-length.ts';
import { multiLine, optionalField } from '../text/schemas.ts';
import { parseReason } from './read-reasons.ts';
import { reasonId } from './reason-input.ts';

/** Why a status is set: a saved reason, what was typed, or both. */
export const decisionReason = {
  reason: optionalField(multiLine(REASON_MAX_LENGTH)),
  savedReasonId: optionalField(reasonId),
};

/**
 * The text of a decision's reason: that of the saved one, then what was typed.
 * @throws VektraError `plan_required`, `invalid_input` when the saved one is gone and when both are
 * too long together
 */
export async function resolveReason(
  { db, deps }: { db: GuildReader; deps: Deps },
  { reason, savedReasonId }: { reason?: string | undefined; savedReasonId?: string | undefined },
): Promise<string | null> {
  if (savedReasonId === undefined) return reason ?? null;
  const [row] = await Promise.all([
    db.table('saved_reasons').where('id', savedReasonId).first('content'),
    requireFeature(deps, db.guildId, 'saved_reasons'),
  ]);
  const saved = row && parseReason(row).text;
  if (!saved)
    throw new VektraError('invalid_input', {
      fields: [{ field: 'savedReasonId', problem: 'reason.gone' }],
    });
  const text = [saved, reason].filter(Boolean).join('\n\n');
  if (text.length > REASON_MAX_LENGTH)
    throw new VektraError('invalid_input', {
      fields: [{ field: 'reason', problem: 'text.too_long', values: { max: REASON_MAX_LENGTH } }],
    });
  return text;
}
