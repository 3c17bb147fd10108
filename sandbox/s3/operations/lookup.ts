import { S3Error } from '../errors.ts';
import type { Bucket, StoredObject, Upload } from '../storage/storage.ts';
import type { S3Request } from '../types.ts';

/** @throws S3Error `NoSuchBucket` */
export function getBucket({ storage, bucket }: S3Request): Bucket {
  const found = storage.buckets.get(bucket);
  if (!found) throw new S3Error('NoSuchBucket');
  return found;
}

/** @throws S3Error `NoSuchKey` */
export function getObject(request: S3Request): StoredObject {
  const found = getBucket(request).objects.get(request.key);
  if (!found) throw new S3Error('NoSuchKey');
  return found;
}

/** @throws S3Error `NoSuchUpload`, also when it is of another key */
export function getUpload(request: S3Request): Upload {
  const found = getBucket(request).uploads.get(request.query.get('uploadId') ?? '');
  if (found?.key !== request.key) throw new S3Error('NoSuchUpload');
  return found;
}

/**
 * A number among the parameters.
 * @throws S3Error `InvalidArgument`
 */
export function readNumber(
  query: URLSearchParams,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!/^\d{1,10}$/.test(text) || value < min) throw new S3Error('InvalidArgument');
  return Math.min(value, max);
}

export const quote = (etag: string): string => `"${etag}"`;
export const unquote = (etag: string): string => etag.replace(/^"(.*)"$/, '$1');
export const toIso = (epochMs: number): string => new Date(epochMs).toISOString();

/** Orders keys as S3 does, by their UTF-8 bytes. */
export const compareKeys = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));
