import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { S3Error } from '../errors.ts';
import { receiveBody, receiveDocument } from '../receive-body.ts';
import type { StoredFile, Upload } from '../storage/storage.ts';
import type { OperationHandler, S3Request } from '../types.ts';
import { childText, parseXml, toXml, type XmlElement } from '../xml.ts';
import { getBucket, getUpload, quote, unquote } from './lookup.ts';

const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

export const createMultipartUpload: OperationHandler = async (request) => {
  const { storage, bucket, key, message } = request;
  getBucket(request);
  await receiveBody(request);
  const contentType = message.headers['content-type'] ?? 'binary/octet-stream';
  const { id } = await storage.createUpload(bucket, key, contentType);
  return {
    status: 200,
    xml: toXml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }),
  };
};

export const uploadPart: OperationHandler = async (request) => {
  const { storage, bucket, query } = request;
  const partNumber = Number(query.get('partNumber'));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PARTS)
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000');
  const upload = getUpload(request);
  const { file, sizeBytes, md5 } = await receiveBody(request);
  const etag = md5.toString('hex');
  await storage.putPart(bucket, upload, partNumber, { sizeBytes, etag }, file);
  return { status: 200, headers: { etag: quote(etag) } };
};

export const completeMultipartUpload: OperationHandler = async (request) => {
  const { storage, bucket, key, message } = request;
  const upload = getUpload(request);
  const document = parseXml(await receiveDocument(request), 'CompleteMultipartUpload');
  const parts = selectParts(upload, document);
  const file = storage.createTemporaryPath();
  await pipeline(
    async function* () {
      for (const part of parts) yield* createReadStream(storage.getPath(part));
    },
    createWriteStream(file, { mode: 0o600 }),
  );
  const md5s = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  const etag = `${createHash('md5').update(md5s).digest('hex')}-${parts.length}`;
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const { contentType } = upload;
  await storage.putObject(bucket, { key, sizeBytes, etag, contentType }, file);
  await storage.deleteUpload(bucket, upload);
  return {
    status: 200,
    xml: toXml('CompleteMultipartUploadResult', {
      Location: `http://${message.headers.host}/${bucket}/${encodeURIComponent(key)}`,
      Bucket: bucket,
      Key: key,
      ETag: quote(etag),
    }),
  };
};

function selectParts(upload: Upload, document: XmlElement): StoredFile[] {
  const listed = document.children.filter(({ name }) => name === 'Part').map(readListedPart);
  if (listed.length === 0 || listed.length > MAX_PARTS) throw new S3Error('MalformedXML');
  if (listed.some(({ number }, index) => index > 0 && number <= (listed[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder');
  const parts = listed.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part?.etag !== etag) throw new S3Error('InvalidPart');
    return part;
  });
  if (parts.slice(0, -1).some(({ sizeBytes }) => sizeBytes < MIN_PART_BYTES))
    throw new S3Error('EntityTooSmall');
  return parts;
}

function readListedPart(element: XmlElement): { number: number; etag: string } {
  const number = childText(element, 'PartNumber') ?? '';
  const etag = childText(element, 'ETag');
  if (!/^\d{1,5}$/.test(number) || !etag) throw new S3Error('MalformedXML');
  return { number: Number(number), etag: unquote(etag) };
}

export const abortMultipartUpload: OperationHandler = async (request: S3Request) => {
  await request.storage.deleteUpload(request.bucket, getUpload(request));
  return { status: 204 };
};
