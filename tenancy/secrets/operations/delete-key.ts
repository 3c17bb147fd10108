import { requireKeyName, SESSIONS_TRANSIT_KEY } from '../names.ts';
import { LIKELY_LAG_MS } from '../replica-retry.ts';
import { SecretStoreError } from '../secret-store-error.ts';
import type { VaultAccess } from '../vault-access.ts';

/**
 * Allows deletion and deletes. Both answer 400 for a key that is gone, or that a node does not have
 * yet: so after a while the key is looked for. What is not there needs no deleting, and a retry
 * after a crash ends well.
 */
export async function deleteKey(vaultAccess: VaultAccess, name: string): Promise<void> {
  const operation = 'deleteKey';
  const path = `transit/keys/${requireKeyName(name, operation)}`;
  if (name === SESSIONS_TRANSIT_KEY) throw new SecretStoreError('denied', operation);
  const deleteOnce = async () => {
    await vaultAccess.execute({
      operation,
      method: 'POST',
      path: `${path}/config`,
      body: { deletion_allowed: true },
    });
    await vaultAccess.execute({ operation, method: 'DELETE', path });
  };
  let isAbsent = false;
  await vaultAccess.replicaRetry
    .run(`no key ${name}`, deleteOnce, async (error, waitedMs) => {
      if (error.code !== 'bad_response') return false;
      if (waitedMs < LIKELY_LAG_MS) return true;
      isAbsent = !(await keyExists(vaultAccess, path));
      return !isAbsent;
    })
    .catch((error) => {
      if (!isAbsent) throw error;
    });
}

async function keyExists(vaultAccess: VaultAccess, path: string): Promise<boolean> {
  try {
    await vaultAccess.execute({ operation: 'deleteKey', method: 'GET', path });
    return true;
  } catch (error) {
    if (error instanceof SecretStoreError && error.code === 'not_found') return false;
    throw error;
  }
}
