import type { DecisionState, SubmissionDetail } from '../../../domain/submissions/types.ts';
import { presentDemoSummary } from '../demo-summary.ts';
import { toSafeUrl } from './safe-url.ts';
import { presentTimelineItem } from './timeline-item.ts';

/** One demo with everything that its page shows. */
export const presentDemo = (from: SubmissionDetail) => ({
  ...presentDemoSummary(from),
  url: toSafeUrl(from.trackUrl),
  genre: from.genre,
  rating: from.rating,
  statusChangedAt: from.statusChangedAt,
  handle: from.artistHandle,
  message: from.message,
  answers: from.answers.map(({ question, answer }) => ({ question, answer })),
  isDuplicate: from.isDuplicate,
  tags: from.tags,
  decision: from.decision && presentDecision(from.decision),
  timeline: from.timeline.map(presentTimelineItem),
  delivery: {
    cardUrl: toSafeUrl(from.delivery.cardUrl),
    threadUrl: toSafeUrl(from.delivery.threadUrl),
    unreachable: from.delivery.artistUnreachable,
    failed: from.delivery.failedCount,
  },
  totals: {
    submitted: from.artistTotals.submitted,
    approved: from.artistTotals.approved,
    lastAt: from.artistTotals.lastAt,
  },
});

export type Demo = ReturnType<typeof presentDemo>;

const presentDecision = (from: DecisionState) => ({
  status: from.status,
  by: from.byName,
  at: from.at,
  reason: from.reason,
  undoUntil: from.undoUntil,
});
