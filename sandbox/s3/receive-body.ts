import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { decodeAwsChunked, isStreamingHash } from './auth/aws-chunked.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './types.ts';

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const PLAIN_HASH_PATTERN = /^[0-9a-f]{64}$/;
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

export interface ReceivedBody {
  /** A temporary file, which belongs to the caller. */
  file: string;
  sizeBytes: number;
  md5: Buffer;
}

/**
 * Writes a request's body to a temporary file and checks it against all hashes that came with it.
 * @throws S3Error
 */
export async function receiveBody(request: S3Request): Promise<ReceivedBody> {
  const { message, signer, storage, faults, operation } = request;
  const isChunked = isStreamingHash(signer.payloadHash);
  const lengthHeader = isChunked ? 'x-amz-decoded-content-length' : 'content-length';
  const expectedBytes = Number(message.headers[lengthHeader] ?? Number.NaN);
  if (!Number.isSafeInteger(expectedBytes)) throw new S3Error('MissingContentLength');
  if (expectedBytes > MAX_OBJECT_BYTES) throw new S3Error('EntityTooLarge');

  const trailers = new Map<string, string>();
  const checksums = createChecksums(request);
  let sizeBytes = 0;
  request.acceptBody();
  const source = faults.interruptRequest(operation, message);
  const decoded = isChunked ? decodeAwsChunked(source, signer, trailers) : source;
  const file = storage.createTemporaryPath();
  try {
    await pipeline(
      async function* () {
        for await (const chunk of decoded) {
          sizeBytes += chunk.length;
          if (sizeBytes > expectedBytes) throw new S3Error('IncompleteBody');
          checksums.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
    if (sizeBytes !== expectedBytes) throw new S3Error('IncompleteBody');
    const results = checksums.digest();
    checkHashes(request, results, trailers);
    return { file, sizeBytes, md5: results.md5 };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** A small body as text. */
export async function receiveDocument(request: S3Request): Promise<string> {
  if (Number(request.message.headers['content-length']) > MAX_DOCUMENT_BYTES)
    throw new S3Error('MalformedXML');
  const { file } = await receiveBody(request);
  try {
    return await readFile(file, 'utf8');
  } finally {
    await rm(file, { force: true });
  }
}

/** MD5, which ETags are, and what the request brings a value for. */
function createChecksums({ message, signer }: S3Request) {
  const announced = `${Object.keys(message.headers)} ${message.headers['x-amz-trailer'] ?? ''}`;
  const isWanted = (name: string) => announced.toLowerCase().includes(`x-amz-checksum-${name}`);
  const hashes = {
    md5: createHash('md5'),
    sha1: isWanted('sha1') ? createHash('sha1') : null,
    sha256:
      PLAIN_HASH_PATTERN.test(signer.payloadHash) || isWanted('sha256')
        ? createHash('sha256')
        : null,
  };
  const countsCrc = isWanted('crc32');
  let crc = 0;
  return {
    update(chunk: Buffer) {
      for (const hash of Object.values(hashes)) hash?.update(chunk);
      if (countsCrc) crc = crc32(chunk, crc);
    },
    digest() {
      const crcBytes = Buffer.alloc(4);
      crcBytes.writeUInt32BE(crc);
      return {
        crc32: crcBytes,
        md5: hashes.md5.digest(),
        sha1: hashes.sha1?.digest(),
        sha256: hashes.sha256?.digest(),
      };
    },
  };
}

type Checksums = ReturnType<ReturnType<typeof createChecksums>['digest']>;

function checkHashes(
  { message, signer }: S3Request,
  results: Checksums,
  trailers: Map<string, string>,
): void {
  const { payloadHash } = signer;
  if (PLAIN_HASH_PATTERN.test(payloadHash) && payloadHash !== results.sha256?.toString('hex'))
    throw new S3Error('XAmzContentSHA256Mismatch');
  const contentMd5 = message.headers['content-md5'];
  if (contentMd5 !== undefined) {
    const given = Buffer.from(String(contentMd5), 'base64');
    if (given.length !== results.md5.length) throw new S3Error('InvalidDigest');
    if (!given.equals(results.md5)) throw new S3Error('BadDigest');
  }
  const announced = message.headers['x-amz-trailer'];
  if (announced !== undefined && !trailers.has(String(announced).toLowerCase()))
    throw new S3Error('MalformedTrailerError');
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  for (const [name = '', value = ''] of [...headers, ...trailers]) {
    const algorithm = /^x-amz-checksum-([a-z0-9]+)$/.exec(name)?.[1];
    if (algorithm === undefined || algorithm === 'type') continue;
    if (!['crc32', 'sha1', 'sha256'].includes(algorithm)) throw new S3Error('NotImplemented');
    if (results[algorithm as 'crc32']?.toString('base64') !== value) throw new S3Error('BadDigest');
  }
}
