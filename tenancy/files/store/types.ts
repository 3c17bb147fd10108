import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';

/**
 * Why a store refused or failed.
 * - `unavailable`: nobody answered in time, the connection broke, or the bucket or folder is gone.
 * - `denied`: the credentials or permissions do not allow it.
 * - `not_found`: the object or upload does not exist.
 * - `full`: no space or quota is left, or the object is too large.
 * - `read_only`: the store takes no changes.
 * - `rate_limited`: too many requests.
 * - `bad_response`: a request that the store refuses as invalid, or an answer that is not understood.
 */
export type ObjectStoreCode =
  | 'unavailable'
  | 'denied'
  | 'not_found'
  | 'full'
  | 'read_only'
  | 'rate_limited'
  | 'bad_response';

/** A bucket, or a folder of a single machine. */
export type ObjectStoreConfig =
  | {
      kind: 's3';
      /** Origin of the S3 API: `https://s3.eu-west-2.amazonaws.com`. */
      endpoint: string;
      region: string;
      bucket: string;
      accessKeyId: string;
      secretAccessKey: string;
      /** Whether the bucket is in the path, as most servers want it, or in the host name. */
      forcePathStyle: boolean;
    }
  | {
      kind: 'folder';
      /** Must exist: creating it would write to the wrong disk while one is not mounted. */
      path: string;
    };

export interface StoredObject {
  key: string;
  sizeBytes: number;
  /** Epoch ms. */
  modifiedAt: number;
}

export interface UploadedPart {
  /** From 1 to 10,000. */
  partNumber: number;
  etag: string;
  sizeBytes: number;
}

export interface UnfinishedUpload {
  key: string;
  uploadId: string;
  /** Epoch ms. */
  startedAt: number;
}

/**
 * Where encrypted files are kept: a bucket, or a folder of a single machine. Every rejection is an
 * ObjectStoreError, except the reason of an aborted signal, what the source of `put` itself threw,
 * and a TypeError for a key, range or part number that is invalid.
 *
 * A key is made of segments of letters, digits, `_` and `-`, separated by `/`: at most 512
 * characters, 200 in a segment.
 */
export interface ObjectStore {
  /**
   * Streams an object of unknown length in. It is visible only when it is whole, and nothing
   * remains of one whose source failed or whose signal was aborted. When the store fails, an
   * unfinished upload can remain (see `listUploads`), and when only its last answer was lost, the
   * whole object.
   */
  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    options?: { signal?: AbortSignal },
  ): Promise<{ sizeBytes: number }>;
  /**
   * Errors of the stream are of the same kinds as rejections. It fails when the store stalls, not
   * when the reader pauses.
   * @param range inclusive byte positions; an end behind the object's is its end, a start behind it
   *   is `bad_response`
   * @throws ObjectStoreError `not_found`
   */
  get(
    key: string,
    range?: { start: number; end: number },
    options?: { signal?: AbortSignal },
  ): Promise<Readable>;
  head(key: string): Promise<{ sizeBytes: number } | null>;
  /** Any number of keys; those that do not exist are no error. */
  delete(keys: readonly string[]): Promise<void>;
  /**
   * One page of at most 1,000 objects, in the order of their keys.
   * @param after a key: objects behind it
   * @returns `next` is the `after` of the next page; null on the last one
   */
  list(prefix: string, after?: string): Promise<{ objects: StoredObject[]; next: string | null }>;
  /**
   * Starts an upload that outlives the process. Parts are at least 5 MiB, but the last, and should
   * all be equal in size (Cloudflare R2 requires it).
   * @returns the upload's id
   */
  startUpload(key: string): Promise<string>;
  /** A part that is sent again replaces the one before. */
  putPart(
    key: string,
    uploadId: string,
    partNumber: number,
    body: Uint8Array,
  ): Promise<UploadedPart>;
  /** In the order of their numbers. */
  listParts(key: string, uploadId: string): Promise<UploadedPart[]>;
  /** Also resolves when an earlier call completed the upload and its answer was lost. */
  completeUpload(key: string, uploadId: string, parts: readonly UploadedPart[]): Promise<void>;
  /** Also resolves when it is gone. */
  abortUpload(key: string, uploadId: string): Promise<void>;
  /** The first 10,000 unfinished uploads, those of `put` included. */
  listUploads(prefix: string): Promise<UnfinishedUpload[]>;
  /** Whether there is such a bucket or folder. */
  exists(): Promise<boolean>;
  /**
   * Uses it as files are: writes, lists, reads and deletes a small object, starts an upload and aborts
   * it.
   */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** How connections to a bucket are made. */
export interface HttpAgents {
  httpAgent: HttpAgent;
  httpsAgent: HttpsAgent;
}

/** Time-outs, for tests that do not wait for them. */
export interface ObjectStoreLimits {
  /** ms to connect. */
  connectMs: number;
  /** ms for a request without a file's content, its repetitions included. */
  requestMs: number;
  /** ms for sending at most 5 MiB, or a part, its repetitions included. */
  partMs: number;
  /** ms in which a body that is being read must go on. */
  idleMs: number;
  /** How often a request is tried. */
  attempts: number;
}

export const DEFAULT_LIMITS: ObjectStoreLimits = {
  connectMs: 3_000,
  requestMs: 15_000,
  partMs: 120_000,
  idleMs: 20_000,
  attempts: 3,
};

export const MIN_PART_BYTES = 5 * 1024 * 1024;
export const MAX_PART_COUNT = 10_000;
export const PAGE_SIZE = 1_000;
export const MAX_UPLOADS_LISTED = 10_000;
