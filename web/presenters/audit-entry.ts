import { OPERATOR_ACTIONS, type OperatorAction } from '../../domain/operator/actions.ts';
import type { AuditEntryView } from '../../domain/operator/types.ts';
import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { operatorT } from '../catalogues/operator.ts';
import { dayOf } from '../times/day.ts';

const isKnown = (action: string): action is OperatorAction =>
  Object.hasOwn(OPERATOR_ACTIONS, action);

/** Which details are shown, in this order. Others stay in the database. */
const DETAILS = ['plan', 'endsAt', 'region', 'grant', 'moveId', 'version', 'ref', 'id'] as const;

function detailValue(key: (typeof DETAILS)[number], value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (key === 'plan') return PLAN_NAMES[value as Plan] ?? String(value);
  return key === 'endsAt' ? dayOf(Number(value)) : String(value);
}

function detailsOf(details: Record<string, unknown>): string {
  const shown = DETAILS.map((key) => {
    const value = detailValue(key, details[key]);
    return value && operatorT(`audit.detail.${key}`, { value });
  });
  return shown.filter((text) => text !== null).join(' · ');
}

/** A row of the operators' audit. */
export const presentAuditEntry = (from: AuditEntryView) => ({
  id: from.id,
  at: from.at,
  operator: from.operator,
  /** An action that only another version knows is shown by its code. */
  action: isKnown(from.act) ? operatorT(`audit.action.${from.act}`) : from.act,
  details: detailsOf(from.details),
  guildId: from.guildId,
  guildName: from.guildName,
  reason: from.reason,
  outcome: from.outcome,
  code: from.code,
});

export type AuditRow = ReturnType<typeof presentAuditEntry>;
