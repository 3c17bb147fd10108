import { Readable } from 'node:stream';
import type { AudioSource } from '../../../worker/audio/index.ts';

const CHUNK_BYTES = 65_536;

/** A stored file that is in memory, and read as a real one is: in chunks, as often as asked. */
export const memorySource = (bytes: Buffer): AudioSource => ({
  sizeBytes: bytes.length,
  read: async ({ start, end } = { start: 0, end: bytes.length }) =>
    Readable.from(chunksOf(bytes.subarray(start, end)), { objectMode: false }),
});

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES)
    yield bytes.subarray(offset, offset + CHUNK_BYTES);
}
