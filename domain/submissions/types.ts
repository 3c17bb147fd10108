import type { Assignee } from '../assignments/types.ts';
import type { AcceptedFile } from '../files/add-files.ts';
import type { FileSummary } from '../files/types.ts';
import type { Platform } from '../links/platform.ts';
import type { HeardBy } from '../listens/types.ts';
import type { Rating, RatingSummary } from '../ratings/types.ts';
import type { TrackInfo } from '../track-info/track-info.ts';
import type { ArtistStatus } from './artist-status.ts';
import type { Priority } from './priority.ts';
import type { Status } from './status.ts';

/** A row of the inbox. Times are epoch milliseconds, ids are Discord snowflakes as strings. */
export interface SubmissionSummary {
  number: number;
  artistId: string;
  artistName: string;
  trackTitle: string;
  /** Null for a demo that is files only. */
  trackUrl: string | null;
  platform: Platform;
  genre: string | null;
  status: Status;
  priority: Priority;
  createdAt: number;
  statusChangedAt: number;
}

/** A submission that is shown with its cover. */
export interface ListedSubmission extends SubmissionSummary {
  /** The file with the artwork of its platform; null: there is none. */
  artworkId: string | null;
  /** Null: nobody, and it has no file that plays here. What platforms play is not known. */
  heardBy: HeardBy | null;
  /** Null: nobody takes care of it. */
  assignee: Assignee | null;
  /** Null: nobody rated it. */
  rating: RatingSummary | null;
}

/** A demo as its artist sees it. */
export interface ArtistSubmission
  extends Pick<SubmissionSummary, 'number' | 'artistName' | 'trackTitle' | 'createdAt'> {
  status: ArtistStatus;
  canWithdraw: boolean;
}

export interface ArtistSubmissionDetail extends ArtistSubmission {
  /** False also where the label does not show it. */
  wasListenedTo: boolean;
  /** Nobody of the label has acted on it. */
  canCorrect: boolean;
}

/** What the artist can correct of a demo. */
export interface CorrectableDemo {
  trackUrl: string | null;
  message: string | null;
  /** Those that can be removed. */
  files: { id: string; name: string }[];
}

/** An answer to one of the guild's own questions. */
export interface QuestionAnswer {
  question: string;
  answer: string;
}

export interface SubmissionDetail extends ListedSubmission {
  /** The artist's name as shown in the guild when the demo was sent. */
  artistHandle: string;
  message: string | null;
  answers: QuestionAnswer[];
  /** True when the same link is in an earlier submission of the guild. */
  isDuplicate: boolean;
  /** The earlier demo one of whose files has the same sound; null: none is known. */
  sameSoundAs: number | null;
  /** What the platform of its link says about the track; null: nothing. */
  trackInfo: TrackInfo | null;
  /** Those of the conversation too. */
  files: (FileSummary & { peaks: number[][] | null })[];
  /** In alphabetical order. */
  tags: string[];
  /** Who gave how many stars, the newest first. */
  ratings: Rating[];
  decision: DecisionState | null;
  timeline: TimelineEntry[];
  /** Whether the card, its thread and the DM could be delivered. */
  delivery: DeliveryState;
  artistTotals: { submitted: number; approved: number; lastAt: number | null };
}

export interface DecisionState {
  eventId: string;
  status: Status;
  byId: string;
  byName: string;
  at: number;
  reason: string | null;
  /** The artist's DM leaves then; until then the decision can be undone. Null once it cannot. */
  undoUntil: number | null;
}

export interface DeliveryState {
  cardUrl: string | null;
  threadUrl: string | null;
  threadId: string | null;
  /** Set when the artist cannot be reached: DMs closed, left the server. */
  artistUnreachable: 'dm_closed' | 'left' | null;
  failedCount: number;
}

export type TimelineEntry =
  | (TimelineBase & { kind: 'submitted' })
  | (TimelineBase & { kind: 'status'; from: Status; to: Status; reason: string | null })
  | (TimelineBase & { kind: 'undone'; from: Status; to: Status })
  | (TimelineBase & { kind: 'withdrawn' })
  | (TimelineBase & {
      kind: 'corrected';
      /** The link before and after; the same: it was not changed. Null: there was none. */
      fromUrl: string | null;
      toUrl: string | null;
      isMessageChanged: boolean;
    })
  | (TimelineBase & { kind: 'tag_added' | 'tag_removed'; tag: string })
  | (TimelineBase & {
      kind: 'assigned' | 'unassigned';
      /** Whom; null: whoever did it. */
      name: string | null;
    })
  | (TimelineBase & { kind: 'rated'; stars: number })
  | (TimelineBase & { kind: 'rating_removed' })
  | (TimelineBase & { kind: 'priority'; from: Priority; to: Priority })
  | (TimelineBase & { kind: 'file_added' | 'file_removed'; name: string })
  | (TimelineBase & {
      kind: 'note_added' | 'note_removed';
      /** Of the file that it was about; null: of none. */
      fileName: string | null;
      /** ms from the beginning of the track; null: it was about no position. */
      positionMs: number | null;
    })
  | (TimelineBase & {
      kind: 'message';
      messageId: string;
      direction: 'to_artist' | 'from_artist';
      body: string;
      attachments: { name: string; url: string }[];
      delivery: 'pending' | 'delivered' | 'failed';
      /** Why a delivery failed: `dm_closed`, `left`, `unknown`. */
      problem: string | null;
    });

export interface TimelineBase {
  id: string;
  at: number;
  actorId: string;
  actorName: string;
  source: 'discord' | 'dashboard' | 'system';
}

export interface SubmissionFilter {
  statuses?: readonly Status[];
  platform?: Platform;
  genre?: string;
  artistId?: string;
  tag?: string;
  /** Who takes care of it: whoever asks, or nobody. */
  assignee?: 'me' | 'nobody';
  /** Inclusive, epoch milliseconds. */
  from?: number;
  /** Exclusive, epoch milliseconds. */
  to?: number;
}

export interface SubmissionPage {
  items: ListedSubmission[];
  /** Pass it as `before` for the next (older) page; null at the end. */
  nextBefore: number | null;
}

/** What the artist gets for a demo. */
export interface SubmissionReceipt {
  number: number;
  isDuplicate: boolean;
  /** Files that cannot be kept; absent: none. */
  refusedFiles?: readonly AcceptedFile[];
  /** What the label tells whoever has sent a demo; absent: nothing of its own. */
  success?: { template: string; labelName: string };
}

/** A demo that is held until the guild's database is back; times in epoch ms. */
export interface DeferredSubmissionSummary {
  artistName: string;
  trackTitle: string;
  deferredAt: number;
}
