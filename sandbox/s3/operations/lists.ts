import { S3Error } from '../errors.ts';
import type { OperationHandler } from '../types.ts';
import { toXml } from '../xml.ts';
import { compareKeys, getBucket, getUpload, quote, readNumber, toIso } from './lookup.ts';

const PAGE = { min: 0, max: 1_000, fallback: 1_000 };

export const listBuckets: OperationHandler = async ({ storage }) => ({
  status: 200,
  xml: toXml('ListAllMyBucketsResult', {
    Buckets: { Bucket: [...storage.buckets.keys()].map((Name) => ({ Name })) },
  }),
});

export const headBucket: OperationHandler = async (request) => {
  getBucket(request);
  return { status: 200 };
};

export const listObjectsV2: OperationHandler = async (request) => {
  const { query, bucket } = request;
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented');
  const prefix = query.get('prefix') ?? '';
  const maxKeys = readNumber(query, 'max-keys', PAGE);
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : decodeToken(token);
  const found = [...getBucket(request).objects.values()]
    .filter(({ key }) => key.startsWith(prefix) && compareKeys(key, after) > 0)
    .sort((one, other) => compareKeys(one.key, other.key));
  const page = found.slice(0, maxKeys);
  const isTruncated = found.length > page.length && page.length > 0;
  return {
    status: 200,
    xml: toXml('ListBucketResult', {
      Name: bucket,
      Prefix: prefix,
      KeyCount: page.length,
      MaxKeys: maxKeys,
      IsTruncated: isTruncated,
      ContinuationToken: token ?? undefined,
      StartAfter: query.get('start-after') ?? undefined,
      NextContinuationToken: isTruncated
        ? Buffer.from(page.at(-1)?.key ?? '').toString('base64')
        : undefined,
      Contents: page.map(({ key, modifiedAt, etag, sizeBytes }) => ({
        Key: key,
        LastModified: toIso(modifiedAt),
        ETag: quote(etag),
        Size: sizeBytes,
        StorageClass: 'STANDARD',
      })),
    }),
  };
};

function decodeToken(token: string): string {
  const key = Buffer.from(token, 'base64').toString();
  if (token === '' || Buffer.from(key).toString('base64') !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}

export const listMultipartUploads: OperationHandler = async (request) => {
  const { query, bucket } = request;
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const maxUploads = readNumber(query, 'max-uploads', PAGE);
  const found = [...getBucket(request).uploads.values()]
    .filter(({ key, id }) => {
      const order = compareKeys(key, keyMarker);
      return (
        key.startsWith(prefix) && (order > 0 || (order === 0 && idMarker !== '' && id > idMarker))
      );
    })
    .sort((one, other) => compareKeys(one.key, other.key) || compareKeys(one.id, other.id));
  const page = found.slice(0, maxUploads);
  const isTruncated = found.length > page.length && page.length > 0;
  return {
    status: 200,
    xml: toXml('ListMultipartUploadsResult', {
      Bucket: bucket,
      Prefix: prefix,
      KeyMarker: keyMarker,
      UploadIdMarker: idMarker,
      NextKeyMarker: isTruncated ? page.at(-1)?.key : undefined,
      NextUploadIdMarker: isTruncated ? page.at(-1)?.id : undefined,
      MaxUploads: maxUploads,
      IsTruncated: isTruncated,
      Upload: page.map(({ key, id, startedAt }) => ({
        Key: key,
        UploadId: id,
        StorageClass: 'STANDARD',
        Initiated: toIso(startedAt),
      })),
    }),
  };
};

export const listParts: OperationHandler = async (request) => {
  const { query, bucket, key } = request;
  const upload = getUpload(request);
  const marker = readNumber(query, 'part-number-marker', { min: 0, max: 10_000, fallback: 0 });
  const maxParts = readNumber(query, 'max-parts', PAGE);
  const found = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = found.slice(0, maxParts);
  const isTruncated = found.length > page.length && page.length > 0;
  return {
    status: 200,
    xml: toXml('ListPartsResult', {
      Bucket: bucket,
      Key: key,
      UploadId: upload.id,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
      MaxParts: maxParts,
      IsTruncated: isTruncated,
      Part: page.map(([PartNumber, { modifiedAt, etag, sizeBytes }]) => ({
        PartNumber,
        LastModified: toIso(modifiedAt),
        ETag: quote(etag),
        Size: sizeBytes,
      })),
    }),
  };
};
