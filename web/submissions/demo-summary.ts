import type { Platform } from '../../domain/links/platform.ts';
import type { HeardBy } from '../../domain/listens/types.ts';
import type { Priority } from '../../domain/submissions/priority.ts';
import type { Status } from '../../domain/submissions/status.ts';
import type { ListedSubmission } from '../../domain/submissions/types.ts';
import { toFileUrl } from './file-url.ts';

/** A demo in a list. */
export interface DemoSummary {
  number: number;
  title: string;
  artist: string;
  /** Of its artwork; null: there is none. */
  coverUrl: string | null;
  platform: Platform;
  /** False for a demo that is files only. */
  hasLink: boolean;
  status: Status;
  createdAt: number;
  /** Null: nobody, and it has no file that plays here. */
  heardBy: HeardBy | null;
  /** Who takes care of it; null: nobody. */
  assignee: string | null;
  /** The average of its stars; null: nobody rated it. */
  rating: number | null;
  priority: Priority;
}

export const presentDemoSummary = (from: ListedSubmission, guildId: string): DemoSummary => ({
  number: from.number,
  title: from.trackTitle,
  artist: from.artistName,
  coverUrl: from.artworkId && toFileUrl(guildId, from.artworkId),
  platform: from.platform,
  hasLink: from.trackUrl !== null,
  status: from.status,
  createdAt: from.createdAt,
  heardBy: from.heardBy,
  assignee: from.assignee?.name ?? null,
  rating: from.rating?.average ?? null,
  priority: from.priority,
});
