import { z } from 'zod';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedPath } from '../names.ts';
import { readBody } from './body.ts';

const schema = z.object({
  data: z.object({
    data: z.record(z.string(), z.unknown()),
    metadata: z.object({ version: z.int().positive() }),
  }),
});

/**
 * KV v2 read. Never written, deleted and destroyed are all 404; only for what was never written, as far
 * as the node knows, there is nothing in it: that is asked again when the version is known to be there.
 */
export async function get(
  door: Door,
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
  const body = await door.call({
    operation,
    method: 'GET',
    path: `kv/data/${checkedPath(path, operation)}${query}`,
    look: ({ status, body }) => {
      isGone = status === 404 && body?.data !== undefined;
    },
    behind: {
      what: `${path} ${version}`,
      when: ({ code }) => code === 'not_found' && version !== undefined && !isGone,
    },
  });
  const { data, metadata } = readBody(schema, body, operation).data;
  return { data, version: metadata.version };
}
