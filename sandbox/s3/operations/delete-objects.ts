import { S3Error } from '../errors.ts';
import { receiveDocument } from '../receive-body.ts';
import type { OperationHandler } from '../types.ts';
import { childText, parseXml, toXml } from '../xml.ts';
import { getBucket } from './lookup.ts';

const MAX_KEYS = 1_000;

export const deleteObjects: OperationHandler = async (request) => {
  const { storage, bucket, message } = request;
  getBucket(request);
  const hasChecksum = Object.keys(message.headers).some(
    (name) => name === 'content-md5' || /^x-amz-checksum-(crc32|sha1|sha256)$/.test(name),
  );
  if (!hasChecksum)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
  const document = parseXml(await receiveDocument(request), 'Delete');
  const keys = document.children
    .filter(({ name }) => name === 'Object')
    .map((element) => childText(element, 'Key'));
  if (keys.length === 0 || keys.length > MAX_KEYS || keys.some((key) => !key))
    throw new S3Error('MalformedXML');
  for (const key of keys) await storage.deleteObject(bucket, key as string);
  const isQuiet = childText(document, 'Quiet') === 'true';
  return {
    status: 200,
    xml: toXml('DeleteResult', { Deleted: isQuiet ? [] : keys.map((Key) => ({ Key })) }),
  };
};
