import { keyRetryName, requireKeyName } from '../names.ts';
import type { VaultAccess } from '../vault-access.ts';

/** Transit key creation; Vault leaves a key that is there as it is. */
export async function createKey(vaultAccess: VaultAccess, name: string): Promise<void> {
  const operation = 'createKey';
  await vaultAccess.execute({
    operation,
    method: 'POST',
    path: `transit/keys/${requireKeyName(name, operation)}`,
    body: { type: 'aes256-gcm96' },
  });
  vaultAccess.replicaRetry.forget(keyRetryName(name));
}
