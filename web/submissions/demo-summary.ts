import type { Platform } from '../../domain/links/platform.ts';
import type { Status } from '../../domain/submissions/status.ts';
import type { SubmissionSummary } from '../../domain/submissions/types.ts';

/** A demo in a list. */
export interface DemoSummary {
  number: number;
  title: string;
  artist: string;
  platform: Platform;
  /** False for a demo that is files only. */
  hasLink: boolean;
  status: Status;
  createdAt: number;
}

export const presentDemoSummary = (from: SubmissionSummary): DemoSummary => ({
  number: from.number,
  title: from.trackTitle,
  artist: from.artistName,
  platform: from.platform,
  hasLink: from.trackUrl !== null,
  status: from.status,
  createdAt: from.createdAt,
});
