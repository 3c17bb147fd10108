import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import { type LocalS3, startS3 } from '../../../sandbox/s3/index.ts';
import {
  createObjectStore,
  type ObjectStore,
  type ObjectStoreConfig,
  ObjectStoreError,
  type ObjectStoreLimits,
} from '../../../tenancy/files/store/index.ts';

export const MIB = 1024 * 1024;
export const KEYS = { accessKeyId: 'test-access-key', secretAccessKey: 'test-secret-of-the-store' };

export type StoreKind = 'stand-in' | 'folder' | 'real S3';

const { TEST_S3_ENDPOINT, TEST_S3_BUCKET, TEST_S3_ACCESS_KEY_ID, TEST_S3_SECRET_ACCESS_KEY } =
  process.env;
const realS3: ObjectStoreConfig | null =
  TEST_S3_ENDPOINT && TEST_S3_BUCKET && TEST_S3_ACCESS_KEY_ID && TEST_S3_SECRET_ACCESS_KEY
    ? {
        kind: 's3',
        endpoint: TEST_S3_ENDPOINT,
        bucket: TEST_S3_BUCKET,
        accessKeyId: TEST_S3_ACCESS_KEY_ID,
        secretAccessKey: TEST_S3_SECRET_ACCESS_KEY,
        region: process.env.TEST_S3_REGION ?? 'us-east-1',
        forcePathStyle: true,
      }
    : null;

/** The stores that every case runs on; a real one when variables name it. */
export const STORE_KINDS: readonly StoreKind[] = [
  'stand-in',
  'folder',
  ...(realS3 ? (['real S3'] as const) : []),
];

export interface StoreFixture {
  config: ObjectStoreConfig;
  store: ObjectStore;
  /** Keys of the test's own begin with it. */
  prefix: string;
  /** Another instance on the same objects. */
  open(limits?: Partial<ObjectStoreLimits>): ObjectStore;
}

/** An empty store that ends with the test. */
export async function openStore(t: ExecutionContext, kind: StoreKind): Promise<StoreFixture> {
  const config = await createConfig(t, kind);
  const stores: ObjectStore[] = [];
  const open = (limits?: Partial<ObjectStoreLimits>) => {
    const store = createObjectStore(config, limits);
    stores.push(store);
    return store;
  };
  const store = open();
  const prefix = `vektra-test/${randomBytes(6).toString('hex')}/`;
  t.teardown(async () => {
    if (kind === 'real S3') await removeAll(store, prefix);
    await Promise.all(stores.map((each) => each.close()));
  });
  return { config, store, prefix, open };
}

async function createConfig(t: ExecutionContext, kind: StoreKind): Promise<ObjectStoreConfig> {
  if (kind === 'real S3') return realS3 as ObjectStoreConfig;
  if (kind === 'stand-in') return (await openStandIn(t)).config;
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-store-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return { kind: 'folder', path: folder };
}

/** A stand-in with one bucket, and how to reach it. */
export async function openStandIn(
  t: ExecutionContext,
): Promise<{ s3: LocalS3; config: Extract<ObjectStoreConfig, { kind: 's3' }> }> {
  const s3 = await startS3({ port: 0, buckets: ['files'], ...KEYS });
  t.teardown(() => s3.close());
  return { s3, config: toConfig(s3.url) };
}

export const toConfig = (endpoint: string): Extract<ObjectStoreConfig, { kind: 's3' }> => ({
  kind: 's3',
  endpoint,
  region: 'us-east-1',
  bucket: 'files',
  ...KEYS,
  forcePathStyle: true,
});

async function removeAll(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key, uploadId } of await store.listUploads(prefix))
    await store.abortUpload(key, uploadId);
  for (;;) {
    const { objects, next } = await store.list(prefix);
    await store.delete(objects.map(({ key }) => key));
    if (next === null) return;
  }
}

const PATTERN = Buffer.from(Array.from({ length: 64 * 1024 + 7 }, (_, index) => index % 251));

/** A source of so many bytes, always the same ones, in chunks of odd sizes. */
export async function* createSource(sizeBytes: number): AsyncGenerator<Buffer> {
  for (let left = sizeBytes; left > 0; left -= PATTERN.length)
    yield PATTERN.subarray(0, Math.min(left, PATTERN.length));
}

export async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Asserts that a promise is rejected with the store's error of that code. */
export async function rejects(
  t: ExecutionContext,
  promise: Promise<unknown>,
  code: string,
): Promise<ObjectStoreError | undefined> {
  const error = await t.throwsAsync(promise, { instanceOf: ObjectStoreError });
  t.is(error?.code, code as ObjectStoreError['code']);
  return error;
}

/** Asserts that neither objects nor unfinished uploads are there. */
export async function isEmpty(
  t: ExecutionContext,
  { store, prefix }: Pick<StoreFixture, 'store' | 'prefix'>,
): Promise<void> {
  t.deepEqual(await store.list(prefix), { objects: [], next: null });
  t.deepEqual(await store.listUploads(prefix), []);
}
