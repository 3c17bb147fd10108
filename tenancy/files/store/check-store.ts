import { randomUUID } from 'node:crypto';
import { ObjectStoreError } from './error.ts';
import type { ObjectStore } from './types.ts';

const CONTENT = Buffer.from('Vektra checks that it can write here.');

/** Writes, reads and deletes a small object. */
export async function checkStore(
  store: Pick<ObjectStore, 'put' | 'get' | 'delete'>,
): Promise<void> {
  const key = `vektra-check/${randomUUID()}`;
  await store.put(
    key,
    (async function* () {
      yield CONTENT;
    })(),
  );
  const chunks = (await (await store.get(key)).toArray()) as Buffer[];
  await store.delete([key]);
  if (!Buffer.concat(chunks).equals(CONTENT)) throw new ObjectStoreError('bad_response', 'check');
}
