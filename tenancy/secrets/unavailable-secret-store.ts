import { SecretStoreError } from './secret-store-error.ts';
import type { SecretStore } from './types.ts';

/** For processes without a secret store: customer databases and parking answer that it is away. */
export function createUnavailableSecretStore(): SecretStore {
  const rejectUnavailable = async (): Promise<never> => {
    throw new SecretStoreError('unavailable', 'no secret store');
  };
  return {
    seal: rejectUnavailable,
    unseal: rejectUnavailable,
    put: rejectUnavailable,
    get: rejectUnavailable,
    destroy: rejectUnavailable,
    erase: rejectUnavailable,
    createKey: rejectUnavailable,
    deleteKey: rejectUnavailable,
    describeLogin: rejectUnavailable,
    health: async () => 'unreachable',
    close: async () => {},
  };
}
