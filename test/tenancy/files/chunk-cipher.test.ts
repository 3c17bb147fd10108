import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'ava';
import {
  CHUNK_BYTES,
  CorruptFileError,
  encryptChunk,
  encryptFile,
  toChunkRange,
  toObjectBytes,
} from '../../../tenancy/files/chunk-cipher.ts';
import { decryptRange } from '../../../tenancy/files/decrypt-range.ts';

const chunkKey = { key: Buffer.alloc(32, 7), fileId: '0192f0c1-7a00-7000-8000-000000000001' };

async function encrypt(content: Buffer, key = chunkKey, pieceBytes = 10_000): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < content.length; at += pieceBytes)
      yield content.subarray(at, at + pieceBytes);
  }
  return buffer(encryptFile(key, pieces()));
}

async function decrypt(
  object: Buffer,
  sizeBytes: number,
  range = { start: 0, end: sizeBytes - 1 },
  pieceBytes = 50_000,
): Promise<Buffer> {
  const { object: part } = toChunkRange(sizeBytes, range);
  async function* pieces() {
    // Copies: their memory is released.
    for (let at = part.start; at <= part.end; at += pieceBytes)
      yield Buffer.from(object.subarray(at, Math.min(at + pieceBytes, part.end + 1)));
  }
  const mapError = (error: unknown) => error;
  return buffer(decryptRange(chunkKey, Readable.from(pieces()), { sizeBytes, range, mapError }));
}

/** Pinned: what is stored today must be readable for ever. */
test('the format of a chunk is that of the test vectors', (t) => {
  const nonce = Buffer.from('000102030405060708090a0b', 'hex');
  const encrypted = (text: string, place: { index: number; isLast: boolean }) =>
    encryptChunk(chunkKey, Buffer.from(text), place, nonce).toString('hex');
  t.snapshot({
    last: encrypted('Glass Horizon', { index: 0, isLast: true }),
    more: encrypted('Glass Horizon', { index: 0, isLast: false }),
    third: encrypted('Glass Horizon', { index: 2, isLast: true }),
    empty: encrypted('', { index: 0, isLast: true }),
  });
});

for (const sizeBytes of [
  0,
  1,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  5 * CHUNK_BYTES,
  400_001,
])
  test(`a file of ${sizeBytes} bytes comes back, however its bytes arrive`, async (t) => {
    const content = randomBytes(sizeBytes);
    for (const pieceBytes of [1_000, CHUNK_BYTES, 1_000_000]) {
      const object = await encrypt(content, chunkKey, pieceBytes);
      t.is(object.length, toObjectBytes(sizeBytes));
      if (sizeBytes > 0)
        t.deepEqual(await decrypt(object, sizeBytes, undefined, pieceBytes), content);
    }
  });

test('any range comes back, from the chunks that hold it alone', async (t) => {
  const content = randomBytes(3 * CHUNK_BYTES + 100);
  const object = await encrypt(content);
  const edges = [
    0,
    1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    3 * CHUNK_BYTES,
    content.length - 1,
  ];
  for (const start of edges)
    for (const end of edges.filter((edge) => edge >= start)) {
      const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      t.is(
        hash(await decrypt(object, content.length, { start, end })),
        hash(content.subarray(start, end + 1)),
        `${start}–${end}`,
      );
    }
});

test('no bytes of what was altered, cut, reordered or taken from another file come out', async (t) => {
  const content = randomBytes(3 * CHUNK_BYTES + 100);
  const object = await encrypt(content);
  const sealed = CHUNK_BYTES + 28;
  const chunk = (index: number) => object.subarray(index * sealed, (index + 1) * sealed);
  const flipped = Buffer.from(object);
  flipped[sealed + 5_000] = (flipped[sealed + 5_000] ?? 0) ^ 1;
  const other = { ...chunkKey, fileId: '0192f0c1-7a00-7000-8000-000000000002' };
  const otherFile = await encrypt(content, other);
  const cases: [string, Buffer, number][] = [
    ['altered', flipped, content.length],
    ['reordered', Buffer.concat([chunk(1), chunk(0), chunk(2), chunk(3)]), content.length],
    ['repeated', Buffer.concat([chunk(0), chunk(0), chunk(2), chunk(3)]), content.length],
    ['cut', object.subarray(0, 3 * sealed), content.length],
    ['cut, and the row too', object.subarray(0, 3 * sealed), 3 * CHUNK_BYTES],
    ['a size of the row that is too small', object, content.length - 1],
    ["another file's", otherFile, content.length],
    ['nothing', Buffer.alloc(0), content.length],
    ['zeros', Buffer.alloc(object.length), content.length],
  ];
  for (const [name, bytes, sizeBytes] of cases) {
    const error = await t.throwsAsync(
      decrypt(bytes, sizeBytes),
      { instanceOf: CorruptFileError },
      name,
    );
    t.is(error?.message, 'file_corrupt');
  }
});
