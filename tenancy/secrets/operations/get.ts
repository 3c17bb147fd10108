import { z } from 'zod';
import { requireSecretPath } from '../names.ts';
import { SecretStoreError } from '../secret-store-error.ts';
import type { VaultAccess } from '../vault-access.ts';
import { readBody } from './read-body.ts';

const RESPONSE = z.object({
  data: z.object({
    data: z.record(z.string(), z.unknown()),
    metadata: z.object({ version: z.int().positive() }),
  }),
});

/**
 * KV v2 read. Never written, deleted and destroyed are all 404; only for what was never written, as
 * far as the node knows, there is nothing in it: that is asked again when the version is known to
 * be there.
 */
export async function get(
  vaultAccess: VaultAccess,
  path: string,
  version?: number,
): Promise<{ data: Record<string, unknown>; version: number }> {
  const operation = 'get';
  // Vault takes version 0 for the current one; a caller who computed 0 did not mean that.
  if (version !== undefined && !(Number.isSafeInteger(version) && version > 0)) {
    throw new SecretStoreError('not_found', operation);
  }
  const query = version === undefined ? '' : `?version=${version}`;
  let isGone = false;
  const body = await vaultAccess.execute({
    operation,
    method: 'GET',
    path: `kv/data/${requireSecretPath(path, operation)}${query}`,
    onResponse: ({ status, body }) => {
      isGone = status === 404 && body?.data !== undefined;
    },
    staleRetry: {
      key: `${path} ${version}`,
      isStale: ({ code }) => code === 'not_found' && version !== undefined && !isGone,
    },
  });
  const { data, metadata } = readBody(RESPONSE, body, operation).data;
  return { data, version: metadata.version };
}
