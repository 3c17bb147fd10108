import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import pMap from 'p-map';
import type { UploadedPart } from '../../../tenancy/files/store/index.ts';
import { isFull } from '../../helpers/test-matrix.ts';
import {
  createSource,
  isEmpty,
  KEYS,
  MIB,
  openStore,
  readAll,
  rejects,
  STORE_KINDS,
  type StoreFixture,
} from './stores.ts';

/** The same on every kind of store. */
function testEach(
  title: string,
  run: (t: ExecutionContext, fixture: StoreFixture) => Promise<void>,
): void {
  // Side by side they would wait for each other beyond the store's time-outs.
  for (const kind of STORE_KINDS)
    test.serial(`${kind}: ${title}`, async (t) => run(t, await openStore(t, kind)));
}

const bytes = (text: string) => Buffer.from(text);
const oneChunk = async function* (chunk: Buffer) {
  yield chunk;
};

testEach('objects of all sizes come back as they were', async (t, { store, prefix }) => {
  for (const sizeBytes of [0, 1, 5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 20 * MIB]) {
    const key = `${prefix}size-${sizeBytes}`;
    t.deepEqual(await store.put(key, createSource(sizeBytes)), { sizeBytes });
    t.deepEqual(await store.head(key), { sizeBytes });
    const content = await readAll(await store.get(key));
    t.true(content.equals(await readAll(createSource(sizeBytes))), String(sizeBytes));
  }
  t.deepEqual(await store.listUploads(prefix), []);
});

testEach('a chunk may be larger than a part', async (t, { store, prefix }) => {
  const content = await readAll(createSource(12 * MIB));
  await store.put(`${prefix}large-chunk`, oneChunk(content));
  t.true((await readAll(await store.get(`${prefix}large-chunk`))).equals(content));
});

testEach('an object that is written again is replaced', async (t, { store, prefix }) => {
  await store.put(`${prefix}a`, oneChunk(bytes('first')));
  await store.put(`${prefix}a`, oneChunk(bytes('second')));
  t.is((await readAll(await store.get(`${prefix}a`))).toString(), 'second');
});

testEach('a source that fails leaves nothing', async (t, fixture) => {
  const { store, prefix } = fixture;
  for (const sizeBytes of [0, 100, 5 * MIB, 12 * MIB]) {
    const failure = new Error('the source failed');
    const source = async function* () {
      yield* createSource(sizeBytes);
      throw failure;
    };
    t.is(await t.throwsAsync(store.put(`${prefix}a`, source())), failure);
    t.is(await store.head(`${prefix}a`), null);
  }
  await isEmpty(t, fixture);
});

testEach('an aborted upload leaves nothing, also when its source is silent', async (t, fixture) => {
  const { store, prefix } = fixture;
  const aborted = AbortSignal.abort(new Error('aborted before'));
  const early = store.put(`${prefix}a`, createSource(1), { signal: aborted });
  await t.throwsAsync(early, { message: 'aborted before' });
  for (const sizeBytes of [100, 12 * MIB]) {
    const abort = new AbortController();
    const returned = Promise.withResolvers<void>();
    const chunks = createSource(sizeBytes);
    const source: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        async next() {
          const next = await chunks.next();
          if (!next.done) return next;
          abort.abort(new Error('aborted midway'));
          return new Promise<never>(() => {});
        },
        async return() {
          returned.resolve();
          return { done: true, value: undefined };
        },
      }),
    };
    const midway = store.put(`${prefix}a`, source, { signal: abort.signal });
    await t.throwsAsync(midway, { message: 'aborted midway' });
    await returned.promise;
  }
  await isEmpty(t, fixture);
});

testEach('ranges are inclusive and end with the object', async (t, { store, prefix }) => {
  const key = `${prefix}ranges`;
  const content = await readAll(createSource(100_000));
  await store.put(key, oneChunk(content));
  for (const [start, end] of [
    [0, 0],
    [0, 99_999],
    [1, 2],
    [65_530, 65_560],
    [99_999, 99_999],
    [99_990, 200_000],
  ] as const) {
    const range = await readAll(await store.get(key, { start, end }));
    t.true(range.equals(content.subarray(start, end + 1)), `${start}-${end}`);
  }
  await rejects(t, store.get(key, { start: 100_000, end: 100_001 }), 'bad_response');
  for (const [start, end] of [
    [-1, 5],
    [5, 4],
    [0.5, 2],
    [0, Number.NaN],
  ] as const)
    await t.throwsAsync(store.get(key, { start, end }), { instanceOf: TypeError });
});

testEach('what does not exist is not found', async (t, { store, prefix }) => {
  await rejects(t, store.get(`${prefix}missing`), 'not_found');
  t.is(await store.head(`${prefix}missing`), null);
  await store.delete([`${prefix}missing`]);
  await store.delete([]);
  await store.put(`${prefix}a`, createSource(1));
  await rejects(t, store.get(`${prefix}a/b`), 'not_found');
  t.is(await store.head(`${prefix}a/b`), null);
});

testEach('reading ends when its signal is aborted', async (t, { store, prefix }) => {
  await store.put(`${prefix}a`, createSource(20 * MIB));
  const abort = new AbortController();
  const body = await store.get(`${prefix}a`, undefined, { signal: abort.signal });
  const reading = (async () => {
    for await (const _ of body) abort.abort(new Error('reader left'));
  })();
  await t.throwsAsync(reading, { message: 'reader left' });
  await t.throwsAsync(store.get(`${prefix}a`, undefined, { signal: abort.signal }), {
    message: 'reader left',
  });
});

testEach('a reader that leaves early harms nothing', async (t, { store, prefix }) => {
  await store.put(`${prefix}a`, createSource(20 * MIB));
  for await (const _ of await store.get(`${prefix}a`)) break;
  t.is((await readAll(await store.get(`${prefix}a`))).length, 20 * MIB);
});

testEach('keys that could leave a folder are refused', async (t, { store }) => {
  const part = Buffer.alloc(1);
  const invalidKeys = [
    '',
    '..',
    '../a',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    'a.b',
    'a\\b',
    'a b',
    'ä',
    'a\0',
    'a'.repeat(201),
    `${'a/'.repeat(256)}a`,
  ];
  for (const key of invalidKeys) {
    const calls = [
      store.put(key, createSource(1)),
      store.get(key),
      store.head(key),
      store.delete([key]),
      store.startUpload(key),
      store.putPart(key, 'upload', 1, part),
      store.listParts(key, 'upload'),
      store.completeUpload(key, 'upload', []),
      store.abortUpload(key, 'upload'),
    ];
    for (const call of calls) await t.throwsAsync(call, { instanceOf: TypeError }, key);
  }
  await t.throwsAsync(store.list('../'), { instanceOf: TypeError });
  await t.throwsAsync(store.listUploads('../'), { instanceOf: TypeError });
  for (const number of [0, 10_001, 1.5])
    await t.throwsAsync(store.putPart('a', 'upload', number, part), { instanceOf: TypeError });
});

testEach('lists are in the order of keys, by any prefix', async (t, { store, prefix }) => {
  const names = ['A', 'Z', 'a', 'a-b', 'a/0', 'a/b', 'a/b/c', 'a0', 'a_b', 'ab', 'b/1', 'b/10'];
  await pMap(names, (name) => store.put(prefix + name, createSource(name.length)), {
    concurrency: 4,
  });
  const list = async (own: string, after?: string) => {
    const { objects, next } = await store.list(prefix + own, after && prefix + after);
    t.is(next, null);
    return objects.map(({ key }) => key.slice(prefix.length));
  };
  t.deepEqual(await list(''), names);
  t.deepEqual(await list('a/'), ['a/0', 'a/b', 'a/b/c']);
  t.deepEqual(await list('a/b'), ['a/b', 'a/b/c']);
  t.deepEqual(await list('b/1'), ['b/1', 'b/10']);
  t.deepEqual(await list('', 'a-b'), names.slice(4));
  t.deepEqual(await list('a', 'a/b'), ['a/b/c', 'a0', 'a_b', 'ab']);
  t.deepEqual(await list('c'), []);
  const { objects } = await store.list(`${prefix}a_b`);
  t.is(objects[0]?.sizeBytes, 3);
  t.true(Math.abs(Date.now() - (objects[0]?.modifiedAt ?? 0)) < 15 * 60_000);
});

const testEachFull = isFull ? testEach : () => {};

testEachFull('1,100 objects are listed in pages and deleted at once', async (t, fixture) => {
  const { store, prefix } = fixture;
  const keys = Array.from({ length: 1_100 }, (_, index) => `${prefix}${index % 7}/object-${index}`);
  await pMap(keys, (key) => store.put(key, createSource(1)), { concurrency: 20 });
  const found: string[] = [];
  const pageSizes: number[] = [];
  let after: string | undefined;
  do {
    const { objects, next } = await store.list(prefix, after);
    found.push(...objects.map(({ key }) => key));
    pageSizes.push(objects.length);
    after = next ?? undefined;
  } while (after !== undefined);
  t.deepEqual(pageSizes, [1_000, 100]);
  t.deepEqual(found, keys.toSorted());
  await store.delete(keys);
  await isEmpty(t, fixture);
});

testEach('writing and deleting neighbours at once loses nothing', async (t, fixture) => {
  const { store, prefix } = fixture;
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  await pMap(
    numbers,
    async (number) => {
      const key = `${prefix}folder/${number}`;
      await store.put(key, createSource(10));
      if (number % 2 === 0) await store.delete([key]);
    },
    { concurrency: 10 },
  );
  t.is((await store.list(prefix)).objects.length, 20);
});

testEach('an upload in parts goes on in another instance', async (t, { store, prefix, open }) => {
  const key = `${prefix}upload`;
  const [first, second, last] = await Promise.all(
    [5 * MIB, 6 * MIB, 10].map((size) => readAll(createSource(size))),
  );
  const uploadId = await store.startUpload(key);
  await store.putPart(key, uploadId, 2, await readAll(createSource(7)));
  const one = await store.putPart(key, uploadId, 1, first as Buffer);
  await store.close();

  const other = open();
  const two = await other.putPart(key, uploadId, 2, second as Buffer);
  t.deepEqual(await other.listParts(key, uploadId), [one, two]);
  const three = await other.putPart(key, uploadId, 3, last as Buffer);
  t.deepEqual(
    [one, two, three].map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]),
    [
      [1, 5 * MIB],
      [2, 6 * MIB],
      [3, 10],
    ],
  );
  t.is(await other.head(key), null);
  await other.completeUpload(key, uploadId, [one, two, three]);
  const expected = Buffer.concat([first, second, last] as Buffer[]);
  t.true((await readAll(await other.get(key))).equals(expected));
  t.deepEqual(await other.listUploads(prefix), []);
  // As when the answer to the first call was lost.
  await other.completeUpload(key, uploadId, [one, two, three]);
});

testEach('parts that do not fit are refused', async (t, { store, prefix }) => {
  const key = `${prefix}upload`;
  const uploadId = await store.startUpload(key);
  const large = await readAll(createSource(5 * MIB));
  const one = await store.putPart(key, uploadId, 1, large);
  const two = await store.putPart(key, uploadId, 2, Buffer.alloc(5 * MIB - 1));
  const three = await store.putPart(key, uploadId, 3, Buffer.alloc(1));
  const complete = (...parts: UploadedPart[]) => store.completeUpload(key, uploadId, parts);
  await rejects(t, complete(one, two, three), 'bad_response');
  await rejects(t, complete(), 'bad_response');
  await rejects(t, complete(three, one), 'bad_response');
  await rejects(t, complete({ ...one, etag: three.etag }), 'bad_response');
  await rejects(t, complete(one, { ...three, partNumber: 4 }), 'bad_response');
  t.is(await store.head(key), null);
  await complete(one, three);
  t.deepEqual(await store.head(key), { sizeBytes: 5 * MIB + 1 });
});

testEach('unfinished uploads are listed until they are aborted', async (t, fixture) => {
  const { store, prefix } = fixture;
  const uploadIds = [
    await store.startUpload(`${prefix}a/1`),
    await store.startUpload(`${prefix}b/2`),
  ];
  const listed = await store.listUploads(prefix);
  t.deepEqual(
    listed.map(({ key, uploadId }) => [key, uploadId]),
    [
      [`${prefix}a/1`, uploadIds[0]],
      [`${prefix}b/2`, uploadIds[1]],
    ],
  );
  t.true(listed.every(({ startedAt }) => Math.abs(Date.now() - startedAt) < 15 * 60_000));
  t.is((await store.listUploads(`${prefix}b/`)).length, 1);
  await store.putPart(`${prefix}a/1`, uploadIds[0] as string, 1, Buffer.alloc(5));
  for (const { key, uploadId } of listed) {
    await store.abortUpload(key, uploadId);
    await store.abortUpload(key, uploadId);
    await rejects(t, store.putPart(key, uploadId, 1, Buffer.alloc(1)), 'not_found');
    await rejects(t, store.listParts(key, uploadId), 'not_found');
    const part = { partNumber: 1, etag: '"x"', sizeBytes: 1 };
    await rejects(t, store.completeUpload(key, uploadId, [part]), 'not_found');
  }
  await isEmpty(t, fixture);
});

testEach('the check leaves nothing behind', async (t, { store }) => {
  await store.check();
  t.deepEqual(await store.list('vektra-check/'), { objects: [], next: null });
});

testEach('neither store nor error shows credentials', async (t, { store, prefix }) => {
  const error = await rejects(t, store.get(`${prefix}missing`), 'not_found');
  t.is(error?.message, 'not_found (get)');
  const shown = inspect([store, error], { depth: 20, showHidden: true }) + JSON.stringify(error);
  t.false(shown.includes(KEYS.secretAccessKey));
  t.false(shown.includes(KEYS.accessKeyId));
  t.is(error?.cause, undefined);
});
