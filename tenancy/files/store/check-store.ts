import { randomUUID } from 'node:crypto';
import { ObjectStoreError } from './error.ts';
import type { ObjectStore } from './types.ts';

const CONTENT = Buffer.from('Vektra checks that it can write here.');

/** What the keys of the objects that a check writes begin with. */
export const CHECK_PREFIX = 'vektra-check/';

/** Does with a small object what is done with files. @throws ObjectStoreError */
export async function checkStore(
  store: Pick<
    ObjectStore,
    'put' | 'get' | 'list' | 'delete' | 'startUpload' | 'listUploads' | 'abortUpload'
  >,
): Promise<void> {
  const key = `${CHECK_PREFIX}${randomUUID()}`;
  await store.put(
    key,
    (async function* () {
      yield CONTENT;
    })(),
  );
  const chunks = (await (await store.get(key)).toArray()) as Buffer[];
  const { objects } = await store.list(key);
  await store.abortUpload(key, await store.startUpload(key));
  await store.listUploads(key);
  await store.delete([key]);
  if (!Buffer.concat(chunks).equals(CONTENT) || objects.length !== 1)
    throw new ObjectStoreError('bad_response', 'check');
}
