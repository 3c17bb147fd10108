import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readUntilAborted } from '../abortable.ts';
import { checkStore } from '../check-store.ts';
import { ObjectStoreError } from '../error.ts';
import { guardBody } from '../guard-body.ts';
import type { ObjectStore, ObjectStoreLimits } from '../types.ts';
import { checkKey, checkPartNumber, checkPrefix, checkRange } from '../validate.ts';
import { removeEmptyFolders } from './durable-files.ts';
import { listObjects } from './list-objects.ts';
import { isMissing, mapFolderError } from './map-error.ts';
import { getObjectPath, getUploadFolder } from './paths.ts';
import * as uploads from './uploads.ts';

/** A folder of this machine, or of a disk that several processes share. */
export function createFolderStore(root: string, limits: ObjectStoreLimits): ObjectStore {
  /** A missing folder, of a disk that is not mounted, must not look like missing objects. */
  const run = async <T>(operation: string, task: () => Promise<T>): Promise<T> => {
    try {
      await stat(root);
    } catch (error) {
      const { code } = mapFolderError(error, operation);
      throw new ObjectStoreError(code === 'not_found' ? 'unavailable' : code, operation);
    }
    try {
      return await task();
    } catch (error) {
      throw mapFolderError(error, operation);
    }
  };

  const store: ObjectStore = {
    async put(key, body, { signal } = {}) {
      checkKey(key);
      signal?.throwIfAborted();
      const uploadId = await run('put', () => uploads.startUpload(root, key));
      let sourceError: { error: unknown } | undefined;
      const source = async function* () {
        try {
          yield* readUntilAborted(body, signal);
        } catch (error) {
          sourceError = { error };
          throw error;
        }
      };
      try {
        return await run('put', () => uploads.writeObject(root, key, uploadId, source()));
      } catch (error) {
        const folder = getUploadFolder(root, uploadId);
        await rm(folder, { recursive: true, force: true }).catch(() => {});
        throw sourceError ? sourceError.error : error;
      }
    },

    async get(key, range, { signal } = {}) {
      checkKey(key);
      checkRange(range);
      signal?.throwIfAborted();
      return run('get', async () => {
        const handle = await open(getObjectPath(root, key), 'r');
        const { size } = await handle.stat();
        const start = range?.start ?? 0;
        const end = Math.min(range?.end ?? size, size - 1);
        if (range && start >= size) {
          await handle.close();
          throw new ObjectStoreError('bad_response', 'get');
        }
        // Of an empty object nothing can be read: its last byte would be before its first one.
        const body = createReadStream('', { fd: handle, start, end: Math.max(start, end) });
        return guardBody(body, {
          sizeBytes: end - start + 1,
          idleMs: limits.idleMs,
          mapError: (error) => mapFolderError(error, 'get'),
          signal,
        });
      });
    },

    async head(key) {
      checkKey(key);
      return run('head', async () => {
        try {
          return { sizeBytes: (await stat(getObjectPath(root, key))).size };
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      });
    },

    async delete(keys) {
      keys.forEach(checkKey);
      await run('delete', async () => {
        for (const key of keys) {
          const file = getObjectPath(root, key);
          await rm(file, { force: true });
          await removeEmptyFolders(path.dirname(file), path.join(root, 'objects'));
        }
      });
    },

    async list(prefix, after = '') {
      checkPrefix(prefix);
      if (after !== '') checkKey(after);
      return run('list', () => listObjects(root, prefix, after));
    },

    async startUpload(key) {
      checkKey(key);
      return run('startUpload', () => uploads.startUpload(root, key));
    },

    async putPart(key, uploadId, partNumber, body) {
      checkKey(key);
      checkPartNumber(partNumber);
      return run('putPart', () => uploads.putPart(root, key, uploadId, partNumber, body));
    },

    async listParts(key, uploadId) {
      checkKey(key);
      return run('listParts', () => uploads.listParts(root, key, uploadId));
    },

    async completeUpload(key, uploadId, parts) {
      checkKey(key);
      try {
        await run('completeUpload', () => uploads.completeUpload(root, key, uploadId, parts));
      } catch (error) {
        if ((error as ObjectStoreError).code !== 'not_found') throw error;
        // An earlier try succeeded and its answer was lost.
        const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
        if ((await store.head(key))?.sizeBytes !== sizeBytes) throw error;
      }
    },

    async abortUpload(key, uploadId) {
      checkKey(key);
      try {
        await run('abortUpload', () => uploads.abortUpload(root, key, uploadId));
      } catch (error) {
        if ((error as ObjectStoreError).code !== 'not_found') throw error;
      }
    },

    async listUploads(prefix) {
      checkPrefix(prefix);
      return run('listUploads', () => uploads.listUploads(root, prefix));
    },

    async exists() {
      try {
        return (await stat(root)).isDirectory();
      } catch (error) {
        if (isMissing(error)) return false;
        throw mapFolderError(error, 'exists');
      }
    },

    check: () => checkStore(store),
    async close() {},
  };
  return store;
}
