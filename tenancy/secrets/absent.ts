import type { SecretStore } from './contract.ts';
import { SecretStoreError } from './error.ts';

/** For processes without a secret store: own databases and parking answer that it is away. */
export function absentSecretStore(): SecretStore {
  const refuse = async (): Promise<never> => {
    throw new SecretStoreError('unavailable', 'no secret store');
  };
  return {
    seal: refuse,
    unseal: refuse,
    put: refuse,
    get: refuse,
    destroy: refuse,
    erase: refuse,
    createKey: refuse,
    deleteKey: refuse,
    describeLogin: refuse,
    health: async () => 'unreachable',
    close: async () => {},
  };
}
