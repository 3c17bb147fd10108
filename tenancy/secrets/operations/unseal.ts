import { z } from 'zod';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedKey } from '../names.ts';
import { base64, readBody } from './body.ts';

const schema = z.object({ data: z.object({ plaintext: z.base64() }) });
const sealed = /^vault:v[0-9]+:[A-Za-z0-9+/]+={0,2}$/;

/** Transit decrypt. 400 is both a key that is gone and a text that it did not seal: lost either way. */
export async function unseal(
  door: Door,
  key: string,
  ciphertext: string,
  context?: string,
): Promise<string> {
  const operation = 'unseal';
  const path = `transit/decrypt/${checkedKey(key, operation)}`;
  if (!sealed.test(ciphertext)) throw new SecretStoreError('not_found', operation);
  const body = await door.call({
    operation,
    method: 'POST',
    path,
    body: {
      ciphertext,
      ...(context === undefined ? {} : { associated_data: base64(context) }),
    },
    badRequest: 'not_found',
  });
  return Buffer.from(readBody(schema, body, operation).data.plaintext, 'base64').toString('utf8');
}
