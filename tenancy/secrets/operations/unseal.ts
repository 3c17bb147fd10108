import { z } from 'zod';
import { LIKELY_BEHIND_MS } from '../catch-up.ts';
import type { Door } from '../door.ts';
import { SecretStoreError } from '../error.ts';
import { checkedKey } from '../names.ts';
import { base64, readBody } from './body.ts';

const schema = z.object({ data: z.object({ plaintext: z.base64() }) });
const sealedBody = z.object({ data: z.object({ ciphertext: z.string() }) });
const sealed = /^vault:v([0-9]+):[A-Za-z0-9+/]+={0,2}$/;

/**
 * Transit decrypt. 400 is a key that is gone, a text that it did not seal, or a node that does not have
 * the key, or its version, yet. After a while sealing tells which: where the text's version is there,
 * the text is lost.
 */
export async function unseal(
  door: Door,
  key: string,
  ciphertext: string,
  context?: string,
): Promise<string> {
  const operation = 'unseal';
  const path = `transit/decrypt/${checkedKey(key, operation)}`;
  const version = Number(sealed.exec(ciphertext)?.[1]);
  if (Number.isNaN(version)) throw new SecretStoreError('not_found', operation);
  const body = await door.call({
    operation,
    method: 'POST',
    path,
    body: {
      ciphertext,
      ...(context === undefined ? {} : { associated_data: base64(context) }),
    },
    badRequest: 'not_found',
    behind: {
      what: `key ${key} v${version}`,
      when: async ({ code }, waitedMs) =>
        code === 'not_found' &&
        (waitedMs < LIKELY_BEHIND_MS || !(await hasVersion(door, key, version))),
    },
  });
  return Buffer.from(readBody(schema, body, operation).data.plaintext, 'base64').toString('utf8');
}

/** Whether the key is there in this version or a later one; only what it seals now tells. */
async function hasVersion(door: Door, key: string, version: number): Promise<boolean> {
  const operation = 'unseal';
  try {
    const body = await door.call({
      operation,
      method: 'POST',
      path: `transit/encrypt/${checkedKey(key, operation)}`,
      body: { plaintext: '' },
    });
    const { ciphertext } = readBody(sealedBody, body, operation).data;
    return Number(sealed.exec(ciphertext)?.[1]) >= version;
  } catch (error) {
    // Anything but a missing key does not tell; then the first answer stands.
    return !(error instanceof SecretStoreError && error.code === 'denied');
  }
}
