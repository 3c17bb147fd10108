import type { Overview } from '../../domain/contract.ts';
import { OPEN_STATUSES, STATUSES, type Status } from '../../domain/submissions/status.ts';
import { presentDemoSummary } from '../submissions/index.ts';

/** The overview's figures, with the sums that its sentences need. */
export function presentOverview(from: Overview, guildId: string) {
  const sumCounts = (statuses: readonly Status[]) =>
    statuses.reduce((total, status) => total + from.counts[status], 0);
  const week = from.week.map(({ day, submitted, decided }) => ({ day, submitted, decided }));
  const sumWeek = (key: 'submitted' | 'decided') =>
    week.reduce((total, day) => total + day[key], 0);
  return {
    labelName: from.labelName,
    counts: STATUSES.map((status) => ({ status, count: from.counts[status] })),
    total: sumCounts(STATUSES),
    open: sumCounts(OPEN_STATUSES),
    oldestOpenMs: from.oldestOpenAgeMs,
    waitingOverFiveDays: from.waitingOverFiveDays,
    medianDecisionMs: from.medianDecisionMs,
    week,
    weekTotals: { submitted: sumWeek('submitted'), decided: sumWeek('decided') },
    weekBefore: { submitted: from.previousWeek.submitted, decided: from.previousWeek.decided },
    latest: from.latest.map((demo) => presentDemoSummary(demo, guildId)),
    storage: {
      kind: from.storage.kind,
      regionName: from.storage.regionName,
      state: from.storage.state,
    },
    delivery: {
      pending: from.delivery.pending,
      dead: from.delivery.dead,
      unreachableArtists: from.delivery.unreachableArtists,
    },
    isStaffChannelLost: from.isStaffChannelLost,
  };
}

export type OverviewView = ReturnType<typeof presentOverview>;
