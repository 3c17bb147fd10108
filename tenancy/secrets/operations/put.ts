import { z } from 'zod';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedPath } from '../names.ts';
import { readBody } from './body.ts';

const schema = z.object({ data: z.object({ version: z.int().positive() }) });

/** KV v2 write with check-and-set. We always send data and cas, so 400 can only be a cas that lost. */
export async function put(
  door: Door,
  path: string,
  data: Record<string, unknown>,
  cas: number,
): Promise<{ version: number }> {
  const operation = 'put';
  const checked = checkedPath(path, operation);
  // Anything that JSON would turn into null or nothing would be a write without a check.
  if (!Number.isSafeInteger(cas) || cas < 0) throw new SecretStoreError('conflict', operation);
  const body = await door.call({
    operation,
    method: 'POST',
    path: `kv/data/${checked}`,
    body: { data, options: { cas } },
    badRequest: 'conflict',
  });
  return { version: readBody(schema, body, operation).data.version };
}
