import type { Operations } from '../../domain/contract.ts';
import type { SubmissionDetail } from '../../domain/submissions/types.ts';
import { type NoteView, presentNotes } from '../notes/note-view.ts';
import type { PlayableTrack } from '../player/playable-track.ts';
import {
  type Demo,
  type DemoSummary,
  presentDemo,
  presentDemoSummary,
  presentTracks,
} from '../submissions/index.ts';

type QueuePage = Awaited<ReturnType<Operations['listeningQueue']['get']>>;
type ListedNotes = Awaited<ReturnType<Operations['notes']['list']>>;

/** How many demos there are; `hasMore`: and more than these. */
export interface QueueCount {
  count: number;
  hasMore: boolean;
}

export interface QueueView {
  /** The demos after the one that is open, the oldest first. */
  upcoming: DemoSummary[];
  /** The undecided one before it. */
  previous: DemoSummary | null;
  /** Undecided demos from the open one on. */
  left: QueueCount;
  /** Undecided demos before it. */
  passed: QueueCount;
}

/** The demo that is open, as the queue shows it. */
export interface FocusView {
  demo: Demo;
  /** What can be played in place. */
  tracks: PlayableTrack[];
  notes: NoteView[];
}

/** @param number of the demo that is open; null: none is */
export const presentQueue = (
  from: QueuePage,
  number: number | null,
  guildId: string,
): QueueView => ({
  upcoming: from.items
    .filter((item) => item.number !== number)
    .map((item) => presentDemoSummary(item, guildId)),
  previous: from.previous && presentDemoSummary(from.previous, guildId),
  left: { count: from.left.count, hasMore: from.left.hasMore },
  passed: { count: from.passed.count, hasMore: from.passed.hasMore },
});

export function presentFocus(
  from: SubmissionDetail,
  notes: ListedNotes,
  guildId: string,
): FocusView {
  const demo = presentDemo(from, guildId);
  return {
    demo,
    tracks: presentTracks(guildId, demo, from.files, notes),
    notes: presentNotes(notes, from.files),
  };
}
