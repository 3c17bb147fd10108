import type { DecisionState, SubmissionDetail } from '../../domain/submissions/types.ts';
import { presentEntry } from './entry.ts';
import { presentRow } from './row.ts';
import { safeUrl } from './safe-url.ts';

/** One demo with everything that its page shows. */
export const presentDemo = (from: SubmissionDetail) => ({
  ...presentRow(from),
  url: safeUrl(from.trackUrl),
  genre: from.genre,
  rating: from.rating,
  statusChangedAt: from.statusChangedAt,
  handle: from.artistHandle,
  message: from.message,
  answers: from.answers.map(({ question, answer }) => ({ question, answer })),
  isDuplicate: from.isDuplicate,
  decision: from.decision && presentDecision(from.decision),
  timeline: from.timeline.map(presentEntry),
  delivery: {
    cardUrl: safeUrl(from.delivery.cardUrl),
    threadUrl: safeUrl(from.delivery.threadUrl),
    unreachable: from.delivery.artistUnreachable,
    failed: from.delivery.failed,
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
