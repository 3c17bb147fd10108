import { requireSecretPath } from '../names.ts';
import type { VaultAccess } from '../vault-access.ts';

/** KV v2 metadata delete, which removes every version with it. */
export async function erase(vaultAccess: VaultAccess, path: string): Promise<void> {
  const operation = 'erase';
  const checkedPath = requireSecretPath(path, operation);
  await vaultAccess.execute({ operation, method: 'DELETE', path: `kv/metadata/${checkedPath}` });
}
