import { randomUUID } from 'node:crypto';
import type { AddressGuard } from '../customer-database/index.ts';
import { CHECK_PREFIX } from '../files/store/check-store.ts';
import { createObjectStore, ObjectStoreError } from '../files/store/index.ts';
import { CustomerBucketError } from './error.ts';
import { createGuardedAgents } from './guarded-agents.ts';
import type { BucketTestStep, CustomerBucket, CustomerBucketCode, OnBucketStep } from './types.ts';

/** An admin waits for it. */
const LIMITS = { connectMs: 5_000, requestMs: 15_000, partMs: 30_000, idleMs: 10_000, attempts: 2 };
const CONTENT = Buffer.from('Vektra checks that it can keep files here.');

const CODE_BY_STORE_CODE: Record<ObjectStoreError['code'], CustomerBucketCode> = {
  unavailable: 'PROTOCOL',
  denied: 'DENIED',
  not_found: 'BUCKET',
  full: 'FULL',
  read_only: 'READ_ONLY',
  rate_limited: 'RATE_LIMITED',
  bad_response: 'PROTOCOL',
};

/**
 * Does with a bucket all that is done with files, on an object of its own that it removes again.
 * @param onStep told of each step when it has ended
 * @throws CustomerBucketError with the code of the step that failed
 */
export async function testBucket(
  bucket: CustomerBucket,
  guard: AddressGuard,
  onStep: OnBucketStep,
): Promise<void> {
  const agents = createGuardedAgents(guard, bucket.ca);
  const store = createObjectStore({ kind: 's3', ...bucket }, LIMITS, agents);
  const run = async (step: BucketTestStep, work: () => Promise<unknown>) => {
    try {
      await work();
      onStep(step, true);
    } catch (error) {
      onStep(step, false);
      if (!(error instanceof ObjectStoreError)) throw error;
      const isNetwork = error.code === 'unavailable' && agents.failure;
      throw new CustomerBucketError(isNetwork || CODE_BY_STORE_CODE[error.code]);
    }
  };
  const key = `${CHECK_PREFIX}${randomUUID()}`;
  try {
    await run('connect', async () => {
      if (!(await store.exists())) throw new CustomerBucketError('BUCKET');
    });
    await run('write', () => store.put(key, toChunks()));
    await run('read', async () => {
      const chunks = (await (await store.get(key)).toArray()) as Buffer[];
      if (!Buffer.concat(chunks).equals(CONTENT)) throw new CustomerBucketError('PROTOCOL');
    });
    await run('list', async () => {
      const { objects } = await store.list(key);
      if (objects.length !== 1) throw new CustomerBucketError('PROTOCOL');
    });
    await run('multipart', async () => {
      const uploadId = await store.startUpload(key);
      await store.putPart(key, uploadId, 1, CONTENT);
      await store.listParts(key, uploadId);
      await store.abortUpload(key, uploadId);
      await store.listUploads(key);
    });
    await run('delete', () => store.delete([key]));
  } catch (error) {
    // What a step before wrote.
    await store.delete([key]).catch(() => {});
    throw error;
  } finally {
    await store.close();
  }
}

async function* toChunks() {
  yield CONTENT;
}
