import type { OperatorAuditEntry } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import type { OperatorAction } from './actions.ts';
import type { OperatorActor } from './types.ts';

/** What stands in the operators' audit of one action. */
export const auditEntry = (
  { now }: Pick<Deps, 'now'>,
  by: OperatorActor,
  act: OperatorAction,
  facts: { guildId: string | null; reason: string; details?: Record<string, unknown> },
): OperatorAuditEntry => ({
  operator: by.userId,
  act,
  guildId: facts.guildId,
  reason: facts.reason,
  details: facts.details ?? {},
  now: now(),
});
