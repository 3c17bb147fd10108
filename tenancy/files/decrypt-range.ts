import { createSecretKey, type KeyObject } from 'node:crypto';
import { finished, Readable } from 'node:stream';
import {
  type ByteRange,
  CHUNK_BYTES,
  type ChunkKey,
  CorruptFileError,
  countChunks,
  decryptChunk,
  SEALED_CHUNK_BYTES,
  toChunkRange,
  toSealedBytes,
} from './chunk-cipher.ts';

interface RangeOptions {
  sizeBytes: number;
  /** Within the file; an empty file has none. */
  range: ByteRange;
}

/**
 * Decrypts the chunks of a range as they come; nothing of a chunk is passed on before its tag holds.
 * One stream with listeners, no generators: each of those costs promises for every chunk.
 * @param object the bytes of toChunkRange; it is destroyed with the returned stream
 * @param options.mapError of what the stream fails with: the object's errors or CorruptFileError
 * @returns pieces of at most a chunk
 */
export function decryptRange(
  chunkKey: ChunkKey,
  object: Readable,
  { mapError, ...options }: RangeOptions & { mapError(error: unknown): unknown },
): Readable {
  const plaintext = new Readable({
    highWaterMark: CHUNK_BYTES,
    read: () => void object.resume(),
    destroy(error, callback) {
      object.destroy();
      callback(error);
    },
  });
  const fail = (error: unknown) => plaintext.destroy(mapError(error) as Error);
  const decryptor = createDecryptor(chunkKey, options, (part) => {
    if (!plaintext.push(part)) object.pause();
  });
  object.on('data', (bytes: Buffer) => {
    try {
      decryptor.push(bytes);
    } catch (error) {
      fail(error);
    }
  });
  finished(object, { writable: false }, (error) => {
    if (error) fail(error);
    else if (decryptor.isDone()) plaintext.push(null);
    else fail(new CorruptFileError());
  });
  return plaintext;
}

interface Decryptor {
  /** @throws CorruptFileError */
  push(bytes: Buffer): void;
  isDone(): boolean;
}

/** @param onPart is called for each chunk, with what is of the range */
function createDecryptor(
  { key, fileId }: ChunkKey,
  { sizeBytes, range }: RangeOptions,
  onPart: (part: Buffer) => void,
): Decryptor {
  // A raw key would be imported again for each chunk.
  const chunkKey: { key: KeyObject; fileId: string } = { key: createSecretKey(key), fileId };
  const lastIndex = countChunks(sizeBytes) - 1;
  let { firstIndex: index, skipBytes } = toChunkRange(sizeBytes, range);
  let remainingBytes = range.end - range.start + 1;
  /** A chunk that comes in several pieces, and how much of it has come. */
  let sealed: Buffer | undefined;
  let filledBytes = 0;

  function openChunk(bytes: Buffer): void {
    const opened = decryptChunk(chunkKey, bytes, { index, isLast: index === lastIndex });
    const part = opened.subarray(skipBytes, skipBytes + remainingBytes);
    index += 1;
    skipBytes = 0;
    remainingBytes -= part.length;
    onPart(part);
  }

  return {
    push(bytes) {
      for (let offset = 0; offset < bytes.length; ) {
        if (remainingBytes === 0) throw new CorruptFileError();
        const sealedBytes = toSealedBytes(sizeBytes, index);
        if (filledBytes === 0 && bytes.length - offset >= sealedBytes) {
          openChunk(bytes.subarray(offset, offset + sealedBytes));
          offset += sealedBytes;
          continue;
        }
        sealed ??= Buffer.allocUnsafeSlow(SEALED_CHUNK_BYTES);
        const missingBytes = sealedBytes - filledBytes;
        const copiedBytes = bytes.copy(sealed, filledBytes, offset, offset + missingBytes);
        offset += copiedBytes;
        filledBytes += copiedBytes;
        if (filledBytes < sealedBytes) return;
        filledBytes = 0;
        openChunk(sealed.subarray(0, sealedBytes));
      }
    },
    isDone: () => remainingBytes === 0,
  };
}
