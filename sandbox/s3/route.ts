import { S3Error } from './errors.ts';
import type { OperationName } from './types.ts';

/** Parameters that make another operation, by method and what is asked of: bucket or object. */
const OPERATIONS: readonly [
  method: string,
  target: 'service' | 'bucket' | 'object',
  parameters: readonly string[],
  operation: OperationName,
][] = [
  ['GET', 'service', [], 'ListBuckets'],
  ['HEAD', 'bucket', [], 'HeadBucket'],
  ['GET', 'bucket', ['list-type'], 'ListObjectsV2'],
  ['GET', 'bucket', ['uploads'], 'ListMultipartUploads'],
  ['POST', 'bucket', ['delete'], 'DeleteObjects'],
  ['GET', 'object', [], 'GetObject'],
  ['HEAD', 'object', [], 'HeadObject'],
  ['PUT', 'object', [], 'PutObject'],
  ['DELETE', 'object', [], 'DeleteObject'],
  ['POST', 'object', ['uploads'], 'CreateMultipartUpload'],
  ['PUT', 'object', ['uploadId', 'partNumber'], 'UploadPart'],
  ['GET', 'object', ['uploadId'], 'ListParts'],
  ['POST', 'object', ['uploadId'], 'CompleteMultipartUpload'],
  ['DELETE', 'object', ['uploadId'], 'AbortMultipartUpload'],
];

/** Parameters that only refine an operation. */
const REFINEMENTS = new Set([
  'x-id',
  'prefix',
  'max-keys',
  'start-after',
  'continuation-token',
  'key-marker',
  'upload-id-marker',
  'max-uploads',
  'part-number-marker',
  'max-parts',
]);

/** Headers that change what an operation means, and are not understood here. */
const UNKNOWN_HEADERS =
  /^(if-(match|none-match|modified-since|unmodified-since)|x-amz-(acl|grant-.*|tagging|server-side-encryption.*|object-lock-.*|website-.*|copy-source-.*))$/;

/**
 * Which operation a request asks for.
 * @throws S3Error `MethodNotAllowed`, or `NotImplemented` for what this server does not know
 */
export function findOperation(
  method: string,
  target: { bucket: string; key: string },
  query: URLSearchParams,
  headers: Record<string, unknown>,
): OperationName {
  const kind = target.key !== '' ? 'object' : target.bucket !== '' ? 'bucket' : 'service';
  const parameters = [...query.keys()].filter((name) => !REFINEMENTS.has(name)).sort();
  const found = OPERATIONS.find(
    (each) =>
      each[0] === method && each[1] === kind && [...each[2]].sort().join() === parameters.join(),
  );
  if (!found) throw new S3Error(parameters.length > 0 ? 'NotImplemented' : 'MethodNotAllowed');
  const isCopy = 'x-amz-copy-source' in headers;
  if (Object.keys(headers).some((name) => UNKNOWN_HEADERS.test(name)))
    throw new S3Error('NotImplemented');
  if (isCopy && found[3] !== 'PutObject') throw new S3Error('NotImplemented');
  return isCopy ? 'CopyObject' : found[3];
}
