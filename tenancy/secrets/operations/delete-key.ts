import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedKey, sessionsKey } from '../names.ts';

/**
 * Allows deletion and deletes. Both answer 400 for a key that is gone, so after one the key is
 * looked for: what is not there needs no deleting, and a retry after a crash ends well.
 */
export async function deleteKey(door: Door, name: string): Promise<void> {
  const operation = 'deleteKey';
  const path = `transit/keys/${checkedKey(name, operation)}`;
  if (name === sessionsKey) throw new SecretStoreError('denied', operation);
  try {
    await door.call({
      operation,
      method: 'POST',
      path: `${path}/config`,
      body: { deletion_allowed: true },
    });
    await door.call({ operation, method: 'DELETE', path });
  } catch (error) {
    if (!isCode(error, 'bad_response')) throw error;
    if (await isThere(door, path)) throw error;
  }
}

async function isThere(door: Door, path: string): Promise<boolean> {
  try {
    await door.call({ operation: 'deleteKey', method: 'GET', path });
    return true;
  } catch (error) {
    if (isCode(error, 'not_found')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof SecretStoreError && error.code === code;
}
