import type { OperatorAuditEntry } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import type { OperatorAction } from './actions.ts';
import type { OperatorActor } from './types.ts';

/** What stands in the operators' audit of one action. */
export const createAuditEntry = (
  { now }: Pick<Deps, 'now'>,
  operator: OperatorActor,
  action: OperatorAction,
  fields: { guildId: string | null; reason: string; details?: Record<string, unknown> },
): OperatorAuditEntry => ({
  operator: operator.userId,
  act: action,
  guildId: fields.guildId,
  reason: fields.reason,
  details: fields.details ?? {},
  now: now(),
});
