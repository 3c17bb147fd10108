import type { DatabaseUrls } from '../../helpers/databases.ts';
import type { Label } from '../../helpers/label.ts';

export interface FilesChaosOptions {
  /** Decides how large files are, what their senders do and when processes are killed. */
  seed: number;
  /** Demos with files; two of three come by the upload page, the others by Discord's form. */
  demos: number;
  /** ms after which nothing is killed any more, so that a run on a busy machine ends. */
  calmAfterMs?: number;
  /** Migrated databases of this run's own, of two regions. */
  databases: DatabaseUrls;
  onEvent?: (line: string) => void;
  /** Ends the run early; everything it started ends with it. */
  signal?: AbortSignal;
}

/** What somebody sends. */
export interface PlannedDemo {
  label: Label;
  personId: string;
  title: string;
  way: 'upload' | 'form';
  files: PlannedFile[];
  /** The first file is chosen by mistake, and removed half way. */
  removesOne: boolean;
}

export interface PlannedFile {
  /** No other file of the run has it. */
  name: string;
  sizeBytes: number;
}

export interface FilesChaosReport {
  seed: number;
  /** Demos whose sender was told that they were sent. */
  accepted: number;
  files: number;
  bytes: number;
  /** Requests of uploads that had to be repeated. */
  repeated: number;
  moves: number;
  /** SIGKILLs, by process. */
  kills: { server: number; worker: number };
  /** Files that were accepted and cannot be read as they were sent. */
  lost: string[];
  /** Rows without an object, objects without a row, what is neither kept nor given up. */
  halfKept: string[];
  doubled: string[];
  seconds: number;
}
