import type { Overview } from '../../domain/contract.ts';
import { OPEN_STATUSES, STATUSES, type Status } from '../../domain/submissions/status.ts';
import { presentRow } from './row.ts';

/** The overview's figures, with the sums that its sentences need. */
export function presentOverview(from: Overview) {
  const sum = (statuses: readonly Status[]) =>
    statuses.reduce((total, status) => total + from.counts[status], 0);
  const week = from.week.map(({ day, submitted, decided }) => ({ day, submitted, decided }));
  const of = (key: 'submitted' | 'decided') => week.reduce((total, day) => total + day[key], 0);
  return {
    labelName: from.labelName,
    counts: STATUSES.map((status) => ({ status, count: from.counts[status] })),
    total: sum(STATUSES),
    open: sum(OPEN_STATUSES),
    oldestOpenMs: from.oldestOpenMs,
    waitingOverFiveDays: from.waitingOverFiveDays,
    medianDecisionMs: from.medianDecisionMs,
    week,
    weekTotals: { submitted: of('submitted'), decided: of('decided') },
    weekBefore: { submitted: from.weekBefore.submitted, decided: from.weekBefore.decided },
    latest: from.latest.map(presentRow),
    storage: {
      regionName: from.storage.regionName,
      state: from.storage.state,
      healthy: from.storage.healthy,
    },
    delivery: { pending: from.delivery.pending, dead: from.delivery.dead },
  };
}

export type OverviewView = ReturnType<typeof presentOverview>;
