import { z } from 'zod';
import type { Door } from '../door.ts';
import { checkedKey } from '../names.ts';
import { base64, readBody } from './body.ts';

const schema = z.object({ data: z.object({ ciphertext: z.string().startsWith('vault:v') }) });

/**
 * Transit encrypt. To a node that does not have the key yet, sealing would make it, which our policies
 * deny.
 */
export async function seal(
  door: Door,
  key: string,
  plaintext: string,
  context?: string,
): Promise<string> {
  const operation = 'seal';
  const body = await door.call({
    operation,
    method: 'POST',
    path: `transit/encrypt/${checkedKey(key, operation)}`,
    body: {
      plaintext: base64(plaintext),
      ...(context === undefined ? {} : { associated_data: base64(context) }),
    },
    behind: { what: `key ${key}`, when: ({ code }) => code === 'denied' },
  });
  return readBody(schema, body, operation).data.ciphertext;
}
