import { z } from 'zod';
import { requireSecretPath } from '../names.ts';
import { SecretStoreError } from '../secret-store-error.ts';
import type { VaultAccess } from '../vault-access.ts';
import { readBody } from './read-body.ts';

const RESPONSE = z.object({ data: z.object({ version: z.int().positive() }) });

/** As much of a read as tells the current version; that of a deleted one is told with its 404. */
const VERSION_RESPONSE = z.object({
  data: z.object({ metadata: z.object({ version: z.int().positive() }) }),
});

/**
 * KV v2 write with check-and-set. We always send data and cas, so 400 can only be a cas that lost.
 * A node that is behind says so of the version that was written last: the answer is believed when a
 * later version is seen.
 */
export async function put(
  vaultAccess: VaultAccess,
  path: string,
  data: Record<string, unknown>,
  cas: number,
): Promise<{ version: number }> {
  const operation = 'put';
  const checkedPath = requireSecretPath(path, operation);
  // Anything that JSON would turn into null or nothing would be a write without a check.
  if (!Number.isSafeInteger(cas) || cas < 0) throw new SecretStoreError('conflict', operation);
  const body = await vaultAccess.execute({
    operation,
    method: 'POST',
    path: `kv/data/${checkedPath}`,
    body: { data, options: { cas } },
    badRequest: 'conflict',
    staleRetry: {
      key: `${path} after ${cas}`,
      isStale: async ({ code }) =>
        code === 'conflict' && cas > 0 && !(await hasLaterVersion(vaultAccess, checkedPath, cas)),
    },
  });
  return { version: readBody(RESPONSE, body, operation).data.version };
}

/** Whether a version after `cas` can be seen. */
async function hasLaterVersion(
  vaultAccess: VaultAccess,
  path: string,
  cas: number,
): Promise<boolean> {
  let version = 0;
  const onResponse = ({ body }: { body: unknown }) => {
    const parsed = VERSION_RESPONSE.safeParse(body);
    if (parsed.success) version = parsed.data.data.metadata.version;
  };
  await vaultAccess
    .execute({ operation: 'put', method: 'GET', path: `kv/data/${path}`, onResponse })
    .catch(() => {});
  return version > cas;
}
