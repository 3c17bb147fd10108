import { z } from 'zod';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedPath } from '../names.ts';
import { readBody } from './body.ts';

const schema = z.object({ data: z.object({ version: z.int().positive() }) });

/** As much of a read as tells the current version; that of a deleted one is told with its 404. */
const current = z.object({
  data: z.object({ metadata: z.object({ version: z.int().positive() }) }),
});

/**
 * KV v2 write with check-and-set. We always send data and cas, so 400 can only be a cas that lost. A node
 * that is behind says so of the version that was written last: the answer is believed when a later
 * version is seen.
 */
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
    behind: {
      what: `${path} after ${cas}`,
      when: async ({ code }) =>
        code === 'conflict' && cas > 0 && !(await isPast(door, checked, cas)),
    },
  });
  return { version: readBody(schema, body, operation).data.version };
}

/** Whether a version after `cas` can be seen. */
async function isPast(door: Door, path: string, cas: number): Promise<boolean> {
  let version = 0;
  const look = ({ body }: { body: unknown }) => {
    const read = current.safeParse(body);
    if (read.success) version = read.data.data.metadata.version;
  };
  await door
    .call({ operation: 'put', method: 'GET', path: `kv/data/${path}`, look })
    .catch(() => {});
  return version > cas;
}
