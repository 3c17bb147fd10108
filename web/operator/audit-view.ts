import { OPERATOR_ACTIONS, type OperatorAction } from '../../domain/operator/actions.ts';
import type { AuditEntryView } from '../../domain/operator/types.ts';
import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { formatDay } from '../times/format-timestamp.ts';
import type { OperatorTranslate } from './strings.en.ts';

const isKnown = (action: string): action is OperatorAction =>
  Object.hasOwn(OPERATOR_ACTIONS, action);

/** Which details are shown, in this order. Others stay in the database. */
const DETAIL_KEYS = [
  'plan',
  'days',
  'maxUses',
  'endsAt',
  'region',
  'grant',
  'moveId',
  'version',
  'ref',
  'id',
  'coupon',
] as const;

function formatDetail(
  t: OperatorTranslate,
  key: (typeof DETAIL_KEYS)[number],
  value: unknown,
): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (key === 'plan') return PLAN_NAMES[value as Plan] ?? String(value);
  return key === 'endsAt' ? formatDay(t, Number(value)) : String(value);
}

function formatDetails(t: OperatorTranslate, details: Record<string, unknown>): string {
  const shown = DETAIL_KEYS.map((key) => {
    const value = formatDetail(t, key, details[key]);
    return value && t(`operator.audit.detail.${key}`, { value });
  });
  return shown.filter((text) => text !== null).join(' · ');
}

/** A row of the operators' audit. */
export const presentAuditEntry = (t: OperatorTranslate, entry: AuditEntryView) => ({
  id: entry.id,
  at: entry.at,
  operator: entry.operator,
  /** An action that only another version knows is shown by its code. */
  action: isKnown(entry.act) ? t(`operator.audit.action.${entry.act}`) : entry.act,
  details: formatDetails(t, entry.details),
  guildId: entry.guildId,
  guildName: entry.guildName,
  reason: entry.reason,
  outcome: entry.outcome,
  code: entry.code,
});

export type AuditRow = ReturnType<typeof presentAuditEntry>;
