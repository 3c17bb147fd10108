import { createReadStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { S3Error } from '../errors.ts';
import { receiveBody } from '../receive-body.ts';
import type { StoredObject } from '../storage/storage.ts';
import type { OperationHandler, S3Request } from '../types.ts';
import { toXml } from '../xml.ts';
import { getBucket, getObject, quote, toIso } from './lookup.ts';

const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';
const RANGE_PATTERN = /^bytes=(\d{0,15})-(\d{0,15})$/;

export const putObject: OperationHandler = async (request) => {
  const { storage, bucket, key, message } = request;
  getBucket(request);
  const { file, sizeBytes, md5 } = await receiveBody(request);
  const etag = md5.toString('hex');
  const contentType = message.headers['content-type'] ?? DEFAULT_CONTENT_TYPE;
  await storage.putObject(bucket, { key, sizeBytes, etag, contentType }, file);
  return { status: 200, headers: { etag: quote(etag) } };
};

export const copyObject: OperationHandler = async (request) => {
  const { storage, bucket, key, message } = request;
  getBucket(request);
  await receiveBody(request);
  const source = decodeSource(String(message.headers['x-amz-copy-source']));
  const original = getObject({ ...request, ...source });
  const file = storage.createTemporaryPath();
  await copyFile(storage.getPath(original), file);
  const { sizeBytes, etag, contentType } = original;
  const stored = await storage.putObject(bucket, { key, sizeBytes, etag, contentType }, file);
  return {
    status: 200,
    xml: toXml('CopyObjectResult', {
      LastModified: toIso(stored.modifiedAt),
      ETag: quote(stored.etag),
    }),
  };
};

function decodeSource(header: string): { bucket: string; key: string } {
  try {
    const [bucket = '', ...rest] = decodeURIComponent(header).replace(/^\//, '').split('/');
    return { bucket, key: rest.join('/') };
  } catch {
    throw new S3Error('InvalidArgument');
  }
}

export const deleteObject: OperationHandler = async (request) => {
  getBucket(request);
  await request.storage.deleteObject(request.bucket, request.key);
  return { status: 204 };
};

export const headObject: OperationHandler = async (request) => {
  const object = getObject(request);
  const range = readRange(request, object);
  request.response.writeHead(range ? 206 : 200, describe(object, range)).end();
  return 'written';
};

export const getObjectContent: OperationHandler = async (request) => {
  const { storage, response, faults, operation } = request;
  const object = getObject(request);
  const range = faults.take('GetObject', 'ignore_range') ? null : readRange(request, object);
  const content =
    object.sizeBytes === 0
      ? emptyContent()
      : (createReadStream(storage.getPath(object), range ?? {}) as AsyncIterable<Buffer>);
  response.writeHead(range ? 206 : 200, describe(object, range));
  await pipeline(faults.interruptResponse(operation, content, response), response);
  return 'written';
};

async function* emptyContent(): AsyncGenerator<Buffer> {}

interface ByteRange {
  start: number;
  end: number;
}

/** The range that is asked for, if it is one; what S3 does not understand it leaves aside. */
function readRange({ message }: S3Request, { sizeBytes }: StoredObject): ByteRange | null {
  const match = RANGE_PATTERN.exec(message.headers.range ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return null;
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start >= sizeBytes || (first === '' && last === '0')) throw new S3Error('InvalidRange');
  return { start, end };
}

function describe(object: StoredObject, range: ByteRange | null): Record<string, string> {
  const { sizeBytes, etag, modifiedAt, contentType } = object;
  return {
    'content-length': String(range ? range.end - range.start + 1 : sizeBytes),
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'last-modified': new Date(modifiedAt).toUTCString(),
    etag: quote(etag),
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}` } : {}),
  };
}
