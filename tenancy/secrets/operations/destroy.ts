import { requireSecretPath } from '../names.ts';
import type { VaultAccess } from '../vault-access.ts';

/** KV v2 destroy of versions. Vault refuses an empty list; to us it is nothing to do. */
export async function destroy(
  vaultAccess: VaultAccess,
  path: string,
  versions: number[],
): Promise<void> {
  const operation = 'destroy';
  const checkedPath = requireSecretPath(path, operation);
  if (versions.length === 0) return;
  await vaultAccess.execute({
    operation,
    method: 'POST',
    path: `kv/destroy/${checkedPath}`,
    body: { versions },
  });
}
