import type { SecretStoreHealth } from '../types.ts';
import type { VaultResponse } from '../vault-client.ts';

/** Reads sys/health by its status; the body only has to be Vault's kind of body. */
export function readHealth(response: VaultResponse | undefined): SecretStoreHealth {
  if (typeof response?.body?.initialized !== 'boolean') return 'unreachable';
  switch (response.status) {
    case 200:
    // 473: an Enterprise performance standby, which serves.
    case 473:
      return 'active';
    case 429:
    case 472:
      return 'standby';
    case 501:
    case 503:
      return 'sealed';
    default:
      return 'unreachable';
  }
}
