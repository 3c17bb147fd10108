import type { Assignee } from '../assignments/types.ts';
import type { FileSummary } from '../files/types.ts';
import type { Platform } from '../links/platform.ts';
import type { Attachment } from '../messages/attachments.ts';
import type { RatingSummary } from '../ratings/types.ts';
import type { Priority } from '../submissions/priority.ts';
import type { Decision, Status } from '../submissions/status.ts';
import type { QuestionAnswer } from '../submissions/types.ts';

/** What a staff card shows. */
export interface CardView {
  guildId: string;
  number: number;
  labelName: string;
  artistId: string;
  artistHandle: string;
  artistName: string;
  trackTitle: string;
  /** Null for a demo that is files only. */
  trackUrl: string | null;
  platform: Platform;
  genre: string | null;
  message: string | null;
  answers: QuestionAnswer[];
  status: Status;
  priority: Priority;
  duplicateOf: number | null;
  /** The earlier demo with the same sound. */
  sameSoundAs: number | null;
  /** Those that came with the demo, not with the conversation. */
  files: FileSummary[];
  /** In alphabetical order. */
  tags: string[];
  assignee: Assignee | null;
  rating: RatingSummary | null;
  /** Epoch ms. */
  createdAt: number;
  /**
   * The decision that stands; the submission may have moved on since, e.g. from approved to signed.
   */
  decision: { status: Decision; byId: string; at: number; reason: string | null } | null;
  artistUnreachable: 'dm_closed' | 'left' | null;
  hasThread: boolean;
  /** Whether Approve and Reject apply. */
  canDecide: boolean;
}

/** What the artist's DM about a decision says. */
export interface DecisionView {
  guildId: string;
  number: number;
  labelName: string;
  artistId: string;
  trackTitle: string;
  artistName: string;
  trackUrl: string | null;
  status: Decision;
  reason: string | null;
}

/** A message between staff and artist, as the thread or the DM shows it. */
export interface MessageView {
  guildId: string;
  number: number;
  labelName: string;
  artistId: string;
  trackTitle: string;
  direction: 'to_artist' | 'from_artist';
  authorId: string;
  authorName: string;
  source: 'discord' | 'dashboard' | 'system';
  body: string;
  attachments: Attachment[];
  problem: string | null;
}
