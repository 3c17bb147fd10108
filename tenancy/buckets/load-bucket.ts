import { z } from 'zod';
import { type SecretStore, SecretStoreError } from '../secrets/index.ts';
import type { CustomerBucket } from './types.ts';

/** What Vault keeps of a guild's own bucket. */
const secretSchema = z.object({
  endpoint: z.string(),
  region: z.string(),
  bucket: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  forcePathStyle: z.boolean(),
  ca: z.string().nullable(),
});

/** @throws SecretStoreError */
export async function loadBucket(
  secrets: SecretStore,
  secret: { ref: string; version: number },
): Promise<CustomerBucket> {
  const { data } = await secrets.get(secret.ref, secret.version);
  const parsed = secretSchema.safeParse(data);
  // zod's error would say what it found.
  if (!parsed.success) throw new SecretStoreError('bad_response', 'get');
  return parsed.data;
}
