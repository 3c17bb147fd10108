import type { DecisionState, SubmissionDetail } from '../../../domain/submissions/types.ts';
import { presentDemoSummary } from '../demo-summary.ts';
import { presentFile } from './file-view.ts';
import { toSafeUrl } from './safe-url.ts';
import { presentTimelineItem } from './timeline-item.ts';
import { presentTrackInfo } from './track-info-view.ts';

/** One demo with everything that its page shows. */
export const presentDemo = (from: SubmissionDetail, guildId: string) => ({
  ...presentDemoSummary(from, guildId),
  url: toSafeUrl(from.trackUrl),
  genre: from.genre,
  trackInfo: presentTrackInfo(from),
  ratingCount: from.rating?.count ?? 0,
  ratings: from.ratings.map(({ userId, userName, stars }) => ({ id: userId, by: userName, stars })),
  statusChangedAt: from.statusChangedAt,
  handle: from.artistHandle,
  message: from.message,
  answers: from.answers.map(({ question, answer }) => ({ question, answer })),
  isDuplicate: from.isDuplicate,
  sameSoundAs: from.sameSoundAs,
  files: from.files
    .filter(({ messageId }) => messageId === null)
    .map((file) => presentFile(guildId, file)),
  tags: from.tags,
  decision: from.decision && presentDecision(from.decision),
  timeline: from.timeline.map((entry) =>
    presentTimelineItem(
      entry,
      from.files
        .filter(({ messageId }) => messageId === entry.id)
        .map((file) => presentFile(guildId, file)),
    ),
  ),
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
