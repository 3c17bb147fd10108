import type { ListedSubmission } from '../submissions/types.ts';

/** How many there are; beyond {@link MAX_COUNTED} only that there are more. */
export interface CappedCount {
  count: number;
  hasMore: boolean;
}

/** Demos are counted up to this. */
export const MAX_COUNTED = 1_000;

/** A page of the demos that wait for a decision, the oldest first, and where in it somebody is. */
export interface ListeningQueuePage {
  /** At most 20. */
  items: ListedSubmission[];
  /** Of the demos after the place or after what was asked for, this page's included. */
  left: CappedCount;
  /** Of the demos up to there: those that were left undecided. */
  passed: CappedCount;
  /** The nearest demo before the page; null: there is none. */
  previous: ListedSubmission | null;
  /** Demos up to this number are behind the person; null: they never began. */
  place: number | null;
}
