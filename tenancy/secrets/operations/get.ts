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

/** KV v2 read. Never written, deleted and destroyed are all 404. */
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
  const body = await door.call({
    operation,
    method: 'GET',
    path: `kv/data/${checkedPath(path, operation)}${query}`,
  });
  const { data, metadata } = readBody(schema, body, operation).data;
  return { data, version: metadata.version };
}
