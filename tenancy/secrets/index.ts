import type { SecretStore, SecretStoreConfig } from './contract.ts';
import { createDoor } from './door.ts';
import { createKey } from './operations/create-key.ts';
import { deleteKey } from './operations/delete-key.ts';
import { destroy } from './operations/destroy.ts';
import { erase } from './operations/erase.ts';
import { get } from './operations/get.ts';
import { readHealth } from './operations/health.ts';
import { put } from './operations/put.ts';
import { seal } from './operations/seal.ts';
import { unseal } from './operations/unseal.ts';

export { absentSecretStore } from './absent.ts';
export { checkSecretStore, type SecretStoreProblem } from './check.ts';
export type {
  Clock,
  SecretStore,
  SecretStoreAuth,
  SecretStoreCode,
  SecretStoreConfig,
  SecretStoreEvent,
  SecretStoreHealth,
} from './contract.ts';
export { SecretStoreError } from './error.ts';
export { databaseSecretPath, guildKey, sessionsKey } from './names.ts';

/**
 * Opens the product's door to Vault. Nothing is sent before the first operation.
 * @throws SecretStoreError denied if the address is not one to send a token to
 */
export function createSecretStore(config: SecretStoreConfig): SecretStore {
  const door = createDoor(config);
  return {
    seal: (...input) => seal(door, ...input),
    unseal: (...input) => unseal(door, ...input),
    put: (...input) => put(door, ...input),
    get: (...input) => get(door, ...input),
    destroy: (...input) => destroy(door, ...input),
    erase: (...input) => erase(door, ...input),
    createKey: (name) => createKey(door, name),
    deleteKey: (name) => deleteKey(door, name),
    describeLogin: () => door.describeLogin(),
    health: async () => readHealth(await door.healthStatus()),
    close: () => door.close(),
  };
}
