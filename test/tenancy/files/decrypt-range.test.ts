import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import {
  CHUNK_BYTES,
  CorruptFileError,
  encryptFile,
  SEALED_CHUNK_BYTES,
} from '../../../tenancy/files/chunk-cipher.ts';
import { decryptRange } from '../../../tenancy/files/decrypt-range.ts';

const chunkKey = { key: randomBytes(32), fileId: '0192f0c1-7a00-7000-8000-000000000001' };
const content = randomBytes(5 * CHUNK_BYTES + 100);
const whole = { sizeBytes: content.length, range: { start: 0, end: content.length - 1 } };
const mapError = (error: unknown) => error;

/** The file's object in pieces, as sockets and files give them. */
async function createPieces(pieceBytes: number): Promise<Buffer[]> {
  const object = await buffer(encryptFile(chunkKey, Readable.from([content])));
  return Array.from({ length: Math.ceil(object.length / pieceBytes) }, (_, index) => {
    return object.subarray(index * pieceBytes, (index + 1) * pieceBytes);
  });
}

test('a range comes back, however its object is cut into pieces', async (t) => {
  for (const pieceBytes of [10_000, SEALED_CHUNK_BYTES, 200_000]) {
    const object = Readable.from(await createPieces(pieceBytes));
    t.deepEqual(await buffer(decryptRange(chunkKey, object, { ...whole, mapError })), content);
  }
});

test('the object is read to its end also where the range ends with a chunk', async (t) => {
  const pieces = await createPieces(SEALED_CHUNK_BYTES);
  const object = Readable.from(pieces.slice(1, 3));
  const range = { start: CHUNK_BYTES, end: 3 * CHUNK_BYTES - 1 };
  const plaintext = decryptRange(chunkKey, object, { ...whole, range, mapError });
  t.deepEqual(await buffer(plaintext), content.subarray(range.start, range.end + 1));
  t.true(object.readableEnded);
});

test('bytes behind the range are not what was stored', async (t) => {
  const object = Readable.from(await createPieces(SEALED_CHUNK_BYTES));
  const range = { start: 0, end: CHUNK_BYTES - 1 };
  await t.throwsAsync(buffer(decryptRange(chunkKey, object, { ...whole, range, mapError })), {
    instanceOf: CorruptFileError,
  });
  t.true(object.destroyed);
});

test('a reader that pauses gets every byte, and is waited for', async (t) => {
  const pieces = await createPieces(10_000);
  let readCount = 0;
  const object = Readable.from(
    (function* () {
      for (const piece of pieces) {
        readCount += 1;
        yield piece;
      }
    })(),
    { highWaterMark: 1 },
  );
  const plaintext = decryptRange(chunkKey, object, { ...whole, mapError });
  const parts: Buffer[] = [];
  for await (const part of plaintext) {
    if (parts.length === 0) {
      for (let turn = 0; turn < 100; turn++) await setImmediate();
      t.true(readCount < pieces.length);
    }
    parts.push(part);
  }
  t.deepEqual(Buffer.concat(parts), content);
});

test('a reader that leaves ends the object, whose error reaches the reader as it is mapped', async (t) => {
  const left = new Readable({ read() {} });
  decryptRange(chunkKey, left, { ...whole, mapError }).destroy();
  await once(left, 'close');
  const broken = new Readable({ read() {} });
  const plaintext = decryptRange(chunkKey, broken, {
    ...whole,
    mapError: (error) => new Error('mapped', { cause: error }),
  });
  broken.destroy(new Error('cut'));
  await t.throwsAsync(buffer(plaintext), { message: 'mapped' });
  const closed = new Readable({ read() {} });
  const waiting = decryptRange(chunkKey, closed, { ...whole, mapError });
  closed.destroy();
  await t.throwsAsync(buffer(waiting), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
});
