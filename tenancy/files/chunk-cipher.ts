import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/**
 * Format 1 of a stored file (docs/decisions/0021-stored-files.md). Chunk `i` of the ciphertext is
 *
 *     nonce (12 bytes, random) ‖ AES-256-GCM(key, plaintext of at most 64 KiB) ‖ tag (16 bytes)
 *
 * and its associated data is `vektra-file-1`, the file's id, `i` and whether it is the last one. All
 * chunks but the last hold 64 KiB, so that a chunk's position follows from its index, any range can
 * be read by itself, and none can be left out, repeated, reordered or taken from another file. An
 * empty file is one empty chunk.
 */
export const CHUNK_BYTES = 65_536;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What encryption adds to a chunk. */
const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + OVERHEAD_BYTES;
const ALGORITHM = 'aes-256-gcm';

/** What a file's chunks are bound to. */
export interface ChunkKey {
  /** 32 bytes; a file has its own. */
  key: Buffer;
  fileId: string;
}

/** The bytes are not what was stored: altered, cut, or another file's. */
export class CorruptFileError extends Error {
  override readonly name = 'CorruptFileError';
  readonly code = 'file_corrupt';

  constructor() {
    super('file_corrupt');
  }
}

const associatedData = (fileId: string, index: number, isLast: boolean): Buffer =>
  Buffer.from(`vektra-file-1\0${fileId}\0${index}\0${isLast ? 'last' : 'more'}`);

/** @param nonce random unless a test vector fixes it */
export function encryptChunk(
  { key, fileId }: ChunkKey,
  plaintext: Uint8Array,
  { index, isLast }: { index: number; isLast: boolean },
  nonce: Buffer = randomBytes(NONCE_BYTES),
): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(fileId, index, isLast));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws CorruptFileError */
export function decryptChunk(
  { key, fileId }: { key: KeyObject; fileId: string },
  sealed: Buffer,
  { index, isLast }: { index: number; isLast: boolean },
): Buffer {
  if (sealed.length < OVERHEAD_BYTES) throw new CorruptFileError();
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(fileId, index, isLast));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new CorruptFileError();
  }
  return plaintext;
}

/** Encrypts a file of any length; what it yields is the object's content. */
export async function* encryptFile(
  chunkKey: ChunkKey,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let index = 0;
  for await (const bytes of source) {
    pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    pendingBytes += bytes.byteLength;
    // A full chunk waits until more follows: the last one is marked as such.
    if (pendingBytes <= CHUNK_BYTES) continue;
    const joined = Buffer.concat(pending);
    let offset = 0;
    for (; joined.length - offset > CHUNK_BYTES; offset += CHUNK_BYTES)
      yield encryptChunk(chunkKey, joined.subarray(offset, offset + CHUNK_BYTES), {
        index: index++,
        isLast: false,
      });
    pending = [joined.subarray(offset)];
    pendingBytes = joined.length - offset;
  }
  yield encryptChunk(chunkKey, Buffer.concat(pending), { index, isLast: true });
}

/** Inclusive byte positions. */
export interface ByteRange {
  start: number;
  end: number;
}

/** At least one. */
export const countChunks = (sizeBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES));

/** Bytes of a chunk in the object that holds a file of this size. */
export const toSealedBytes = (sizeBytes: number, index: number): number =>
  Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES) + OVERHEAD_BYTES;

/** Bytes of the object that holds a file of this size. */
export const toObjectBytes = (sizeBytes: number): number =>
  sizeBytes + countChunks(sizeBytes) * OVERHEAD_BYTES;

/**
 * Where the chunks lie that hold a range of a file.
 * @param range within the file; an empty file has none
 */
export function toChunkRange(
  sizeBytes: number,
  range: ByteRange,
): { object: ByteRange; firstIndex: number; skipBytes: number } {
  const firstIndex = Math.floor(range.start / CHUNK_BYTES);
  const lastIndex = Math.floor(range.end / CHUNK_BYTES);
  return {
    object: {
      start: firstIndex * SEALED_CHUNK_BYTES,
      end: Math.min((lastIndex + 1) * SEALED_CHUNK_BYTES, toObjectBytes(sizeBytes)) - 1,
    },
    firstIndex,
    skipBytes: range.start - firstIndex * CHUNK_BYTES,
  };
}
