import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { checkStore } from '../check-store.ts';
import { ObjectStoreError } from '../error.ts';
import { guardBody } from '../guard-body.ts';
import type { HttpAgents, ObjectStore, ObjectStoreConfig, ObjectStoreLimits } from '../types.ts';
import { checkKey, checkPartNumber, checkPrefix, checkRange } from '../validate.ts';
import { isWholeResponse, toHeader } from './byte-range.ts';
import { listObjects, listParts, listUploads } from './list.ts';
import { mapS3Error } from './map-error.ts';
import { putStream } from './put-stream.ts';

type Commands = typeof import('@aws-sdk/client-s3');

/** How one request is made. */
export interface RequestOptions {
  abortSignal: AbortSignal;
  requestTimeout: number;
}

/**
 * Runs one request, or several that belong together, until a deadline.
 * @throws ObjectStoreError, or the signal's reason
 */
export type RunRequest = <T>(
  operation: string,
  send: (client: S3Client, commands: Commands, options: RequestOptions) => Promise<T>,
  options?: { signal?: AbortSignal | undefined; timeoutMs?: number },
) => Promise<T>;

const DELETE_BATCH_SIZE = 1_000;
/** Of an object that could not be deleted, for a reason that is not known. */
const UNKNOWN_STATUS = { httpStatusCode: 500 };

/** A bucket, by S3's API. The SDK (1 s to load, 35 MB) is loaded with the first request. */
export function createS3Store(
  config: Extract<ObjectStoreConfig, { kind: 's3' }>,
  limits: ObjectStoreLimits,
  agents?: HttpAgents,
): ObjectStore {
  const Bucket = config.bucket;
  let connecting: Promise<{ client: S3Client; commands: Commands }> | undefined;
  const connect = () => {
    connecting ??= import('./client.ts').then(({ commands, createS3Client }) => ({
      client: createS3Client(config, limits, agents),
      commands,
    }));
    return connecting;
  };

  const run: RunRequest = async (operation, send, options = {}) => {
    const { signal, timeoutMs = limits.requestMs } = options;
    const { client, commands } = await connect();
    signal?.throwIfAborted();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    const abortSignal = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    try {
      return await send(client, commands, { abortSignal, requestTimeout: timeoutMs });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw deadline.signal.aborted
        ? new ObjectStoreError('unavailable', operation)
        : mapS3Error(error, operation);
    } finally {
      clearTimeout(timer);
    }
  };

  const putObject = async (Key: string, Body: Buffer, signal: AbortSignal) => {
    const { ETag } = await run(
      'put',
      (client, { PutObjectCommand }, options) =>
        client.send(
          new PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length }),
          options,
        ),
      { signal, timeoutMs: limits.partMs },
    );
    if (!ETag) throw new ObjectStoreError('bad_response', 'put');
  };

  const startUpload = async (Key: string, signal?: AbortSignal) => {
    const { UploadId } = await run(
      'startUpload',
      (client, { CreateMultipartUploadCommand }, options) =>
        client.send(new CreateMultipartUploadCommand({ Bucket, Key }), options),
      { signal },
    );
    if (!UploadId) throw new ObjectStoreError('bad_response', 'startUpload');
    return UploadId;
  };

  const putPart = async (
    Key: string,
    UploadId: string,
    PartNumber: number,
    body: Uint8Array,
    signal?: AbortSignal,
  ) => {
    const Body = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const input = { Bucket, Key, UploadId, PartNumber, Body, ContentLength: Body.length };
    const { ETag } = await run(
      'putPart',
      (client, { UploadPartCommand }, options) =>
        client.send(new UploadPartCommand(input), options),
      { signal, timeoutMs: limits.partMs },
    );
    if (!ETag) throw new ObjectStoreError('bad_response', 'putPart');
    return { partNumber: PartNumber, etag: ETag, sizeBytes: Body.length };
  };

  const store: ObjectStore = {
    async put(key, body, { signal } = {}) {
      checkKey(key);
      signal?.throwIfAborted();
      return putStream(
        {
          putObject: (part, partSignal) => putObject(key, part, partSignal),
          startUpload: (partSignal) => startUpload(key, partSignal),
          putPart: (uploadId, partNumber, part, partSignal) =>
            putPart(key, uploadId, partNumber, part, partSignal),
          completeUpload: (uploadId, parts) => store.completeUpload(key, uploadId, parts),
          abortUpload: (uploadId) => store.abortUpload(key, uploadId),
        },
        body,
        signal,
      );
    },

    async get(key, range, { signal } = {}) {
      checkKey(key);
      checkRange(range);
      const response = await run(
        'get',
        (client, { GetObjectCommand }, { requestTimeout }) => {
          // The deadline is for the response's head: a body may be read for hours.
          const input = { Bucket, Key: key, ...(range ? { Range: toHeader(range) } : {}) };
          return client.send(new GetObjectCommand(input), {
            requestTimeout: Math.min(requestTimeout, limits.requestMs),
            ...(signal ? { abortSignal: signal } : {}),
          });
        },
        { signal },
      );
      const body = response.Body as Readable | undefined;
      if (!body || (range && !isWholeResponse(range, response))) {
        body?.on('error', () => {}).destroy();
        throw new ObjectStoreError('bad_response', 'get');
      }
      return guardBody(body, {
        sizeBytes: response.ContentLength ?? null,
        idleMs: limits.idleMs,
        mapError: (error) => mapS3Error(error, 'get'),
        signal,
      });
    },

    async head(key) {
      checkKey(key);
      return run('head', async (client, { HeadBucketCommand, HeadObjectCommand }, options) => {
        try {
          const { ContentLength } = await client.send(
            new HeadObjectCommand({ Bucket, Key: key }),
            options,
          );
          if (ContentLength === undefined) throw new ObjectStoreError('bad_response', 'head');
          return { sizeBytes: ContentLength };
        } catch (error) {
          if (mapS3Error(error, 'head').code !== 'not_found') throw error;
        }
        // The response to HEAD has no code: a missing bucket looks like a missing object.
        await client.send(new HeadBucketCommand({ Bucket }), options).catch((error) => {
          const { code } = mapS3Error(error, 'head');
          throw new ObjectStoreError(code === 'not_found' ? 'unavailable' : code, 'head');
        });
        return null;
      });
    },

    async delete(keys) {
      keys.forEach(checkKey);
      for (let from = 0; from < keys.length; from += DELETE_BATCH_SIZE) {
        const Objects = keys.slice(from, from + DELETE_BATCH_SIZE).map((Key) => ({ Key }));
        const { Deleted = [], Errors = [] } = await run(
          'delete',
          (client, { DeleteObjectsCommand }, options) =>
            client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }), options),
        );
        const absent = Errors.filter(({ Code }) => Code === 'NoSuchKey');
        const failed = Errors.find((error) => !absent.includes(error));
        if (failed) throw mapS3Error({ name: failed.Code, $metadata: UNKNOWN_STATUS }, 'delete');
        const done = new Set([...Deleted, ...absent].map(({ Key }) => Key));
        if (!Objects.every(({ Key }) => done.has(Key)))
          throw new ObjectStoreError('bad_response', 'delete');
      }
    },

    async list(prefix, after) {
      checkPrefix(prefix);
      if (after !== undefined) checkKey(after);
      return listObjects(run, Bucket, prefix, after);
    },

    async startUpload(key) {
      checkKey(key);
      return startUpload(key);
    },

    async putPart(key, uploadId, partNumber, body) {
      checkKey(key);
      checkPartNumber(partNumber);
      return putPart(key, uploadId, partNumber, body);
    },

    async listParts(key, uploadId) {
      checkKey(key);
      return listParts(run, { Bucket, Key: key, UploadId: uploadId });
    },

    async completeUpload(key, uploadId, parts) {
      checkKey(key);
      const Parts = parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }));
      const input = { Bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts } };
      try {
        const { ETag } = await run(
          'completeUpload',
          (client, { CompleteMultipartUploadCommand }, options) =>
            client.send(new CompleteMultipartUploadCommand(input), options),
          // Servers copy the parts in this request.
          { timeoutMs: limits.partMs },
        );
        if (!ETag) throw new ObjectStoreError('bad_response', 'completeUpload');
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
        await run('abortUpload', (client, { AbortMultipartUploadCommand }, options) =>
          client.send(
            new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId }),
            options,
          ),
        );
      } catch (error) {
        if ((error as ObjectStoreError).code !== 'not_found') throw error;
      }
    },

    async listUploads(prefix) {
      checkPrefix(prefix);
      return listUploads(run, Bucket, prefix);
    },

    async exists() {
      try {
        await run('exists', (client, { HeadBucketCommand }, options) =>
          client.send(new HeadBucketCommand({ Bucket }), options),
        );
        return true;
      } catch (error) {
        // The response to HEAD has no code but its status.
        if ((error as ObjectStoreError).code === 'not_found') return false;
        throw error;
      }
    },

    check: () => checkStore(store),

    async close() {
      if (connecting) (await connecting).client.destroy();
    },
  };
  return store;
}
