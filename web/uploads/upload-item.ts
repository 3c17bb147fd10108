import type { UploadSummary } from '../../domain/uploads/types.ts';

/**
 * - `waiting`: for another upload to end
 * - `retrying`: the connection was lost
 * - `interrupted`: its file has to be chosen again
 */
export type UploadState = 'waiting' | 'uploading' | 'retrying' | 'interrupted' | 'done' | 'failed';

/** A file on the page. */
export interface UploadItem {
  key: string;
  /** The server's; null until it knows the file. */
  id: string | null;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: UploadState;
  /** Why it failed: the last part of a text's key. */
  problem: string | null;
}

/** A file that the server knows, of which this page has no content. */
export const toItem = ({ id, name, sizeBytes, receivedBytes }: UploadSummary): UploadItem => ({
  key: id,
  id,
  name,
  sizeBytes,
  sentBytes: receivedBytes,
  state: receivedBytes === sizeBytes ? 'done' : 'interrupted',
  problem: null,
});

/** Whether the page can be left without stopping it. */
export const isRunning = ({ state }: UploadItem): boolean =>
  state === 'waiting' || state === 'uploading' || state === 'retrying';
