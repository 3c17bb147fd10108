import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors.ts';
import { canonicalHeaders, canonicalQuery, encodeUri } from './canonical.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;
const AUTHORIZATION_PATTERN =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]{1,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9]{1,16})\/aws4_request,\s*SignedHeaders=([a-z0-9;-]{1,2000}),\s*Signature=([0-9a-f]{64})$/;
const DATE_PATTERN = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

export interface SignatureSettings {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  now(): number;
}

/** What a request's signature goes on with in the chunks of its body. */
export interface Signer {
  /** `x-amz-content-sha256`. */
  payloadHash: string;
  /** Of the request's head. */
  signature: string;
  sign(kind: 'PAYLOAD' | 'TRAILER', previousSignature: string, ...hashes: string[]): string;
}

export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/**
 * Checks a request's Signature Version 4, as S3 does.
 * @throws S3Error
 */
export function verifySignature(
  message: IncomingMessage,
  url: { path: string; query: URLSearchParams },
  settings: SignatureSettings,
): Signer {
  const { authorization } = message.headers;
  if (url.query.has('X-Amz-Signature')) throw new S3Error('AuthorizationQueryParametersError');
  if (authorization === undefined) throw new S3Error('AccessDenied');
  const match = AUTHORIZATION_PATTERN.exec(authorization);
  if (!match) throw new S3Error('AuthorizationHeaderMalformed');
  const [, accessKeyId, day, region, service, headerList, signature] = match as unknown as string[];
  if (accessKeyId !== settings.accessKeyId) throw new S3Error('InvalidAccessKeyId');
  if (region !== settings.region || service !== 's3')
    throw new S3Error('AuthorizationHeaderMalformed', `expecting '${settings.region}' and 's3'`);

  const date = readHeader(message, 'x-amz-date');
  const timestamp = parseDate(date);
  if (timestamp === null || !date.startsWith(`${day}T`)) throw new S3Error('AccessDenied');
  if (Math.abs(settings.now() - timestamp) > MAX_SKEW_MS) throw new S3Error('RequestTimeTooSkewed');

  const payloadHash = readHeader(message, 'x-amz-content-sha256');
  if (!payloadHash)
    throw new S3Error('InvalidRequest', 'Missing required header: x-amz-content-sha256');
  const signedHeaders = (headerList as string).split(';');
  for (const name of Object.keys(message.headers))
    if ((name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name))
      throw new S3Error('AccessDenied', 'There were headers present which were not signed');

  const request = [
    message.method,
    encodeUri(url.path, false),
    canonicalQuery(url.query),
    canonicalHeaders(message.rawHeaders, signedHeaders),
    headerList,
    payloadHash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce(
    (secret, part) => hmac(secret, part as string),
    hmac(`AWS4${settings.secretAccessKey}`, day as string),
  );
  const expected = hmac(key, [ALGORITHM, date, scope, sha256(request)].join('\n'));
  if (!timingSafeEqual(expected, Buffer.from(signature as string, 'hex')))
    throw new S3Error('SignatureDoesNotMatch');
  return {
    payloadHash,
    signature: signature as string,
    sign: (kind, previousSignature, ...hashes) =>
      hmac(
        key,
        [`${ALGORITHM}-${kind}`, date, scope, previousSignature, ...hashes].join('\n'),
      ).toString('hex'),
  };
}

const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const readHeader = (message: IncomingMessage, name: string): string => {
  const value = message.headers[name];
  return typeof value === 'string' ? value : '';
};

function parseDate(text: string): number | null {
  const [, year, month, day, hour, minute, second] = DATE_PATTERN.exec(text) ?? [];
  return year === undefined
    ? null
    : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
