import { z } from 'zod';
import { keyRetryName, requireKeyName } from '../names.ts';
import type { VaultAccess } from '../vault-access.ts';
import { readBody, toBase64 } from './read-body.ts';

const RESPONSE = z.object({ data: z.object({ ciphertext: z.string().startsWith('vault:v') }) });

/**
 * Transit encrypt. To a node that does not have the key yet, sealing would make it, which our
 * policies deny.
 */
export async function seal(
  vaultAccess: VaultAccess,
  key: string,
  plaintext: string,
  context?: string,
): Promise<string> {
  const operation = 'seal';
  const body = await vaultAccess.execute({
    operation,
    method: 'POST',
    path: `transit/encrypt/${requireKeyName(key, operation)}`,
    body: {
      plaintext: toBase64(plaintext),
      ...(context === undefined ? {} : { associated_data: toBase64(context) }),
    },
    staleRetry: { key: keyRetryName(key), isStale: ({ code }) => code === 'denied' },
  });
  return readBody(RESPONSE, body, operation).data.ciphertext;
}
