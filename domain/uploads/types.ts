import type { FileLimits } from '../files/file-limits.ts';

/** A file that is being uploaded. */
export interface UploadSummary {
  id: string;
  name: string;
  sizeBytes: number;
  /** What is stored: an interrupted upload goes on there. */
  receivedBytes: number;
}

/** Files that an artist uploads for one demo. Times are epoch ms. */
export interface UploadSession {
  id: string;
  /** The demo that the files are added to; null: it is sent with them. */
  number: number | null;
  /** As the label calls itself. */
  labelName: string;
  artistName: string;
  trackTitle: string;
  /** In the order in which they were chosen. */
  uploads: UploadSummary[];
  limits: Pick<FileLimits, 'maxFileBytes'> & {
    /** What the label's plan has left. */
    remainingBytes: number | null;
    maxFiles: number;
  };
  expiresAt: number;
  /** The demo that has the files; null: they are not sent yet. */
  sentNumber: number | null;
  /** What the label tells whoever has sent a demo; empty: nothing of its own. */
  successTemplate: string;
}
