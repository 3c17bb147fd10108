import { LIKELY_BEHIND_MS } from '../catch-up.ts';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedKey, sessionsKey } from '../names.ts';

/**
 * Allows deletion and deletes. Both answer 400 for a key that is gone, or that a node does not have yet:
 * so after a while the key is looked for. What is not there needs no deleting, and a retry after a crash
 * ends well.
 */
export async function deleteKey(door: Door, name: string): Promise<void> {
  const operation = 'deleteKey';
  const path = `transit/keys/${checkedKey(name, operation)}`;
  if (name === sessionsKey) throw new SecretStoreError('denied', operation);
  const attempt = async () => {
    await door.call({
      operation,
      method: 'POST',
      path: `${path}/config`,
      body: { deletion_allowed: true },
    });
    await door.call({ operation, method: 'DELETE', path });
  };
  let isAbsent = false;
  await door.catchUp
    .until(`no key ${name}`, attempt, async (error, waitedMs) => {
      if (error.code !== 'bad_response') return false;
      if (waitedMs < LIKELY_BEHIND_MS) return true;
      isAbsent = !(await isThere(door, path));
      return !isAbsent;
    })
    .catch((error) => {
      if (!isAbsent) throw error;
    });
}

async function isThere(door: Door, path: string): Promise<boolean> {
  try {
    await door.call({ operation: 'deleteKey', method: 'GET', path });
    return true;
  } catch (error) {
    if (error instanceof SecretStoreError && error.code === 'not_found') return false;
    throw error;
  }
}
