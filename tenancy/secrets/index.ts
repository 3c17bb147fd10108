import { createKey } from './operations/create-key.ts';
import { deleteKey } from './operations/delete-key.ts';
import { destroy } from './operations/destroy.ts';
import { erase } from './operations/erase.ts';
import { get } from './operations/get.ts';
import { readHealth } from './operations/health.ts';
import { put } from './operations/put.ts';
import { seal } from './operations/seal.ts';
import { unseal } from './operations/unseal.ts';
import type { SecretStore, SecretStoreConfig } from './types.ts';
import { createVaultAccess } from './vault-access.ts';

export { checkSecretStore, type SecretStoreProblem } from './check-secret-store.ts';
export { databaseSecretPath, guildTransitKey, SESSIONS_TRANSIT_KEY } from './names.ts';
export { SecretStoreError } from './secret-store-error.ts';
export type {
  Clock,
  SecretStore,
  SecretStoreCode,
  SecretStoreConfig,
  SecretStoreEvent,
} from './types.ts';
export { createUnavailableSecretStore } from './unavailable-secret-store.ts';

/**
 * Creates the access to Vault. Nothing is sent before the first operation.
 * @throws SecretStoreError denied if the address is not one to send a token to
 */
export function createSecretStore(config: SecretStoreConfig): SecretStore {
  const vaultAccess = createVaultAccess(config);
  return {
    seal: (...input) => seal(vaultAccess, ...input),
    unseal: (...input) => unseal(vaultAccess, ...input),
    put: (...input) => put(vaultAccess, ...input),
    get: (...input) => get(vaultAccess, ...input),
    destroy: (...input) => destroy(vaultAccess, ...input),
    erase: (...input) => erase(vaultAccess, ...input),
    createKey: (name) => createKey(vaultAccess, name),
    deleteKey: (name) => deleteKey(vaultAccess, name),
    describeLogin: () => vaultAccess.describeLogin(),
    health: async () => readHealth(await vaultAccess.healthStatus()),
    close: () => vaultAccess.close(),
  };
}
