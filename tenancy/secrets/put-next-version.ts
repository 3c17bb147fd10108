import { SecretStoreError } from './secret-store-error.ts';
import type { SecretStore } from './types.ts';

/** So many versions a rotation looks for, after the one in use. */
const MAX_ATTEMPTS = 5;

/**
 * Writes the version after the one in use. A rotation that died between Vault and the registry has
 * left a newer one, which counts as written: then the next one after that.
 * @returns the version; null when there is no version that it could follow
 */
export async function putNextVersion(
  secrets: SecretStore,
  ref: string,
  currentVersion: number,
  data: Record<string, unknown>,
): Promise<number | null> {
  for (let cas = currentVersion; ; ) {
    try {
      return (await secrets.put(ref, data, cas)).version;
    } catch (error) {
      const isConflict = error instanceof SecretStoreError && error.code === 'conflict';
      if (!isConflict) throw error;
      if (++cas - currentVersion > MAX_ATTEMPTS) return null;
    }
  }
}
