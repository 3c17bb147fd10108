import { ObjectStoreError } from '../error.ts';
import type { ObjectStoreCode } from '../types.ts';

/** Codes of S3's error documents, and of servers that have codes of their own. */
const CODES_BY_NAME: Record<string, ObjectStoreCode> = {
  NoSuchKey: 'not_found',
  NotFound: 'not_found',
  NoSuchUpload: 'not_found',
  // Not the object's absence: what asks whether a file is lost must not conclude so.
  NoSuchBucket: 'unavailable',
  RequestTimeout: 'unavailable',
  AccessDenied: 'denied',
  InvalidAccessKeyId: 'denied',
  SignatureDoesNotMatch: 'denied',
  // The region in the credentials' scope is not the bucket's.
  AuthorizationHeaderMalformed: 'denied',
  ExpiredToken: 'denied',
  InvalidToken: 'denied',
  EntityTooLarge: 'full',
  QuotaExceeded: 'full',
  InsufficientStorage: 'full',
  XMinioStorageFull: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  SlowDown: 'rate_limited',
  SlowDownRead: 'rate_limited',
  SlowDownWrite: 'rate_limited',
  TooManyRequests: 'rate_limited',
  Throttling: 'rate_limited',
  ThrottlingException: 'rate_limited',
  RequestLimitExceeded: 'rate_limited',
  BandwidthLimitExceeded: 'rate_limited',
  MethodNotAllowed: 'read_only',
  ReadOnly: 'read_only',
};

const CODES_BY_STATUS: Record<number, ObjectStoreCode> = {
  401: 'denied',
  403: 'denied',
  405: 'read_only',
  408: 'unavailable',
  413: 'full',
  429: 'rate_limited',
  507: 'full',
};

/** What the SDK's errors have; none of it is trusted. */
interface SdkError {
  name?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: unknown };
}

/** The code of what the SDK threw, by its name, status and system code; never by its text. */
export function mapS3Error(error: unknown, operation: string): ObjectStoreError {
  return error instanceof ObjectStoreError
    ? error
    : new ObjectStoreError(getCode((error ?? {}) as SdkError), operation);
}

function getCode({ name, code, $metadata }: SdkError): ObjectStoreCode {
  const known = typeof name === 'string' && Object.hasOwn(CODES_BY_NAME, name);
  if (known) return CODES_BY_NAME[name] as ObjectStoreCode;
  const status = $metadata?.httpStatusCode;
  if (typeof status !== 'number') {
    // Without a response: a system error, a time-out of the handler, or one of ours.
    const isNetwork = typeof code === 'string' || name === 'TimeoutError' || name === 'AbortError';
    return isNetwork ? 'unavailable' : 'bad_response';
  }
  return CODES_BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'bad_response');
}
