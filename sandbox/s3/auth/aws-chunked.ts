import { createHash, type Hash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import { type Signer, sha256 } from './verify.ts';

const SIZE_LINE_PATTERN = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/;
const MIN_CHUNK_BYTES = 8_192;
const MAX_LINE_BYTES = 1_024;
const MAX_TRAILERS = 4;

/** The three ways in which a body can be sent in chunks. */
const KINDS: Record<string, { isSigned: boolean; hasTrailer: boolean }> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { isSigned: true, hasTrailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { isSigned: true, hasTrailer: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { isSigned: false, hasTrailer: true },
};

export const isStreamingHash = (payloadHash: string): boolean => Object.hasOwn(KINDS, payloadHash);

/**
 * Takes `aws-chunked` off a body and checks each chunk's signature.
 * @param trailers receives what stands behind the body
 * @throws S3Error
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  signer: Signer,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const { isSigned, hasTrailer } = KINDS[signer.payloadHash] as (typeof KINDS)[string];
  const reader = new ByteReader(source);
  let previousSignature = signer.signature;
  let previousBytes = MIN_CHUNK_BYTES;
  for (;;) {
    const [, hexSize, signature] = SIZE_LINE_PATTERN.exec(await reader.readLine()) ?? [];
    if (hexSize === undefined) throw new S3Error('InvalidRequest');
    const sizeBytes = Number.parseInt(hexSize, 16);
    if (isSigned !== (signature !== undefined)) throw new S3Error('SignatureDoesNotMatch');
    if (sizeBytes > 0 && previousBytes < MIN_CHUNK_BYTES)
      throw new S3Error('InvalidChunkSizeError');
    previousBytes = sizeBytes;
    const hash = createHash('sha256');
    yield* reader.readBytes(sizeBytes, hash);
    if (signature !== undefined) {
      const expected = signer.sign('PAYLOAD', previousSignature, sha256(''), hash.digest('hex'));
      if (signature !== expected) throw new S3Error('SignatureDoesNotMatch');
      previousSignature = signature;
    }
    if (sizeBytes === 0) break;
    if ((await reader.readLine()) !== '') throw new S3Error('InvalidRequest');
  }
  if (hasTrailer) {
    for (let line = await reader.readLine(); line !== ''; line = await reader.readLine()) {
      const colon = line.indexOf(':');
      if (colon < 1 || trailers.size === MAX_TRAILERS) throw new S3Error('MalformedTrailerError');
      trailers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
    }
    if (isSigned) checkTrailerSignature(signer, previousSignature, trailers);
  } else if ((await reader.readLine()) !== '') throw new S3Error('InvalidRequest');
  if (!(await reader.isAtEnd())) throw new S3Error('InvalidRequest');
}

function checkTrailerSignature(
  signer: Signer,
  previousSignature: string,
  trailers: Map<string, string>,
): void {
  const signature = trailers.get('x-amz-trailer-signature');
  const lines = [...trailers]
    .filter(([name]) => name !== 'x-amz-trailer-signature')
    .map(([name, value]) => `${name}:${value}\n`);
  if (signature !== signer.sign('TRAILER', previousSignature, sha256(lines.join(''))))
    throw new S3Error('SignatureDoesNotMatch');
}

/** Reads lines and counted bytes from a stream, of which it keeps one chunk. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#rest = next.value;
    }
    return true;
  }

  async isAtEnd(): Promise<boolean> {
    return !(await this.#fill());
  }

  /** Up to a carriage return and line feed, without them. */
  async readLine(): Promise<string> {
    let line = '';
    while (!line.endsWith('\r\n')) {
      if (!(await this.#fill())) throw new S3Error('IncompleteBody');
      const end = this.#rest.indexOf('\n') + 1 || this.#rest.length;
      line += this.#rest.toString('latin1', 0, end);
      this.#rest = this.#rest.subarray(end);
      if (line.length > MAX_LINE_BYTES) throw new S3Error('InvalidRequest');
    }
    return line.slice(0, -2);
  }

  async *readBytes(sizeBytes: number, hash: Hash): AsyncGenerator<Buffer> {
    for (let left = sizeBytes; left > 0; ) {
      if (!(await this.#fill())) throw new S3Error('IncompleteBody');
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      hash.update(piece);
      yield piece;
    }
  }
}
