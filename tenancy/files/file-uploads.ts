import { CHUNK_BYTES, type ChunkKey, encryptChunk, toObjectBytes } from './chunk-cipher.ts';
import type { DataKeys } from './data-keys.ts';
import { FileStorageError, toFileStorageError } from './file-storage-error.ts';
import type { StoredFile } from './guild-files.ts';
import { createResumableHash } from './resumable-hash.ts';
import type { ObjectStore } from './store/index.ts';

/**
 * Content that is stored, and recorded, at once: 80 chunks, which with their nonces and tags are just
 * above S3's minimum for a part.
 */
export const UPLOAD_PART_BYTES = 80 * CHUNK_BYTES;

/** An upload whose object is not complete. */
export interface StartedUpload {
  /** A row id of the guild's. */
  id: string;
  /** Where it is made: as `StoredFile.store`. */
  store: string;
  sealedKey: string;
  /** The bucket's name for it. */
  uploadId: string;
}

/** How far an upload is. */
export interface UploadProgress {
  receivedBytes: number;
  /** Of the content so far, to continue from; null at the beginning and at the end. */
  hashState: string | null;
  /** Of all content, hex; null until it is whole. */
  sha256: string | null;
}

/** Files that come in several requests, and survive the process in between. */
export interface FileUploads {
  /** Every failure is a FileStorageError. */
  start(id: string): Promise<StartedUpload>;
  /**
   * Stores content part by part, encrypted; two parts are in memory at most. What does not fill a part
   * is dropped, unless the file ends with it.
   * @param progress where the content begins: at a part's boundary
   * @param commit records how far it is; what it throws ends the upload
   * @returns how far it is
   * @throws FileStorageError, what `content` or `commit` throws
   */
  receive(
    upload: StartedUpload,
    content: AsyncIterable<Uint8Array>,
    progress: UploadProgress & { sizeBytes: number },
    commit: (progress: UploadProgress) => Promise<void>,
  ): Promise<UploadProgress>;
  /**
   * Makes the object of all parts; also resolves when an earlier call did.
   * @throws FileStorageError `not_found` for parts that are missing
   */
  complete(upload: StartedUpload, sizeBytes: number): Promise<StoredFile>;
  /** Erases the parts; also resolves when they are gone. */
  abort(upload: StartedUpload): Promise<void>;
}

interface FileUploadsDeps {
  dataKeys: DataKeys;
  storeOf(store: string): Promise<ObjectStore>;
  toObjectKey(id: string, key: Buffer): string;
}

/** @param home where new uploads are made */
export function createFileUploads(
  { dataKeys, storeOf, toObjectKey }: FileUploadsDeps,
  home: string,
): FileUploads {
  const locate = async (upload: StartedUpload) => {
    const key = await dataKeys.open(upload);
    const store = await mapErrors(storeOf(upload.store));
    return { key, store, objectKey: toObjectKey(upload.id, key) };
  };

  const uploads: FileUploads = {
    async start(id) {
      const { key, sealedKey } = await dataKeys.create(id);
      const uploadId = await (await storeOf(home)).startUpload(toObjectKey(id, key));
      return { id, store: home, sealedKey, uploadId };
    },

    async receive(upload, content, { sizeBytes, ...progress }, commit) {
      // A row of a customer database can say anything.
      if (progress.receivedBytes % UPLOAD_PART_BYTES !== 0 || progress.receivedBytes > sizeBytes)
        throw new FileStorageError('not_found');
      const { key, store, objectKey } = await locate(upload);
      const chunkKey = { key, fileId: upload.id };
      const hash = await createResumableHash(progress.hashState);
      let current: UploadProgress = progress;
      const storePart = async (part: Buffer, startBytes: number) => {
        const receivedBytes = startBytes + part.length;
        const isLast = receivedBytes === sizeBytes;
        const sealed = encryptPart(chunkKey, part, { startBytes, isLast });
        await mapErrors(
          store.putPart(objectKey, upload.uploadId, startBytes / UPLOAD_PART_BYTES + 1, sealed),
        );
        hash.update(part);
        current = {
          receivedBytes,
          hashState: isLast ? null : hash.save(),
          sha256: isLast ? hash.digest() : null,
        };
        await commit(current);
      };

      let startBytes = progress.receivedBytes;
      let pending = Promise.resolve();
      try {
        for await (const part of splitParts(content, sizeBytes - startBytes)) {
          await pending;
          pending = storePart(part, startBytes);
          // Seen when it is awaited; until then it is no unhandled rejection.
          pending.catch(() => {});
          startBytes += part.length;
        }
      } finally {
        await pending;
      }
      return current;
    },

    async complete(upload, sizeBytes) {
      const { store, objectKey } = await locate(upload);
      const file = { id: upload.id, store: upload.store, sealedKey: upload.sealedKey, sizeBytes };
      const isComplete = async () =>
        (await store.head(objectKey))?.sizeBytes === toObjectBytes(sizeBytes);
      try {
        // As the bucket has them: a part that was sent twice is the later one.
        const parts = await store.listParts(objectKey, upload.uploadId);
        const partBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
        if (partBytes !== toObjectBytes(sizeBytes)) throw new FileStorageError('not_found');
        await store.completeUpload(objectKey, upload.uploadId, parts);
      } catch (error) {
        const mapped = toFileStorageError(error);
        const isGone = mapped instanceof FileStorageError && mapped.code === 'not_found';
        if (!isGone || !(await isComplete())) throw mapped;
      }
      return file;
    },

    async abort(upload) {
      const { store, objectKey } = await locate(upload);
      await store.abortUpload(objectKey, upload.uploadId);
      // Completed meanwhile, or by a call whose answer was lost.
      await store.delete([objectKey]);
    },
  };
  return {
    ...uploads,
    start: (id) => mapErrors(uploads.start(id)),
    complete: (upload, sizeBytes) => mapErrors(uploads.complete(upload, sizeBytes)),
    abort: (upload) => mapErrors(uploads.abort(upload)),
  };
}

function encryptPart(
  chunkKey: ChunkKey,
  part: Buffer,
  { startBytes, isLast }: { startBytes: number; isLast: boolean },
): Buffer {
  const chunks: Buffer[] = [];
  for (let offset = 0; offset < part.length; offset += CHUNK_BYTES)
    chunks.push(
      encryptChunk(chunkKey, part.subarray(offset, offset + CHUNK_BYTES), {
        index: (startBytes + offset) / CHUNK_BYTES,
        isLast: isLast && offset + CHUNK_BYTES >= part.length,
      }),
    );
  return Buffer.concat(chunks);
}

/**
 * Whole parts, and the last one when the file ends with it.
 * @param remainingBytes of the file; more is not read
 */
async function* splitParts(
  content: AsyncIterable<Uint8Array>,
  remainingBytes: number,
): AsyncGenerator<Buffer> {
  let remaining = remainingBytes;
  let part = Buffer.allocUnsafeSlow(Math.min(UPLOAD_PART_BYTES, remaining));
  let filledBytes = 0;
  for await (const bytes of content) {
    for (let offset = 0; offset < bytes.length; ) {
      const piece = bytes.subarray(offset, offset + part.length - filledBytes);
      part.set(piece, filledBytes);
      filledBytes += piece.length;
      offset += piece.length;
      if (filledBytes < part.length) continue;
      yield part;
      remaining -= filledBytes;
      if (remaining === 0) return;
      part = Buffer.allocUnsafeSlow(Math.min(UPLOAD_PART_BYTES, remaining));
      filledBytes = 0;
    }
  }
}

async function mapErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toFileStorageError(error);
  }
}
