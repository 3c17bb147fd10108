import { z } from 'zod';
import { requireKeyName } from '../names.ts';
import { LIKELY_LAG_MS } from '../replica-retry.ts';
import { SecretStoreError } from '../secret-store-error.ts';
import type { VaultAccess } from '../vault-access.ts';
import { readBody, toBase64 } from './read-body.ts';

const RESPONSE = z.object({ data: z.object({ plaintext: z.base64() }) });
const SEAL_RESPONSE = z.object({ data: z.object({ ciphertext: z.string() }) });
const CIPHERTEXT_PATTERN = /^vault:v([0-9]+):[A-Za-z0-9+/]+={0,2}$/;

/**
 * Transit decrypt. 400 is a key that is gone, a text that it did not seal, or a node that does not
 * have the key, or its version, yet. After a while sealing tells which: where the text's version is
 * there, the text is lost.
 */
export async function unseal(
  vaultAccess: VaultAccess,
  key: string,
  ciphertext: string,
  context?: string,
): Promise<string> {
  const operation = 'unseal';
  const path = `transit/decrypt/${requireKeyName(key, operation)}`;
  const version = Number(CIPHERTEXT_PATTERN.exec(ciphertext)?.[1]);
  if (Number.isNaN(version)) throw new SecretStoreError('not_found', operation);
  const body = await vaultAccess.execute({
    operation,
    method: 'POST',
    path,
    body: {
      ciphertext,
      ...(context === undefined ? {} : { associated_data: toBase64(context) }),
    },
    badRequest: 'not_found',
    staleRetry: {
      key: `key ${key} v${version}`,
      isStale: async ({ code }, waitedMs) =>
        code === 'not_found' &&
        (waitedMs < LIKELY_LAG_MS || !(await hasVersion(vaultAccess, key, version))),
    },
  });
  return Buffer.from(readBody(RESPONSE, body, operation).data.plaintext, 'base64').toString('utf8');
}

/** Whether the key is there in this version or a later one; only what it seals now tells. */
async function hasVersion(
  vaultAccess: VaultAccess,
  key: string,
  version: number,
): Promise<boolean> {
  const operation = 'unseal';
  try {
    const body = await vaultAccess.execute({
      operation,
      method: 'POST',
      path: `transit/encrypt/${requireKeyName(key, operation)}`,
      body: { plaintext: '' },
    });
    const { ciphertext } = readBody(SEAL_RESPONSE, body, operation).data;
    return Number(CIPHERTEXT_PATTERN.exec(ciphertext)?.[1]) >= version;
  } catch (error) {
    // Anything but a missing key does not tell; then the first response is returned.
    return !(error instanceof SecretStoreError && error.code === 'denied');
  }
}
