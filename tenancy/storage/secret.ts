import { z } from 'zod';
import type { OwnDatabase } from '../own/index.ts';
import { type SecretStore, SecretStoreError } from '../secrets/index.ts';

/** What Vault keeps of an own database. */
const shape = z.object({
  engine: z.enum(['postgres', 'mysql']),
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  ca: z.string().nullable(),
});

/** @throws SecretStoreError */
export async function loadSecret(
  secrets: SecretStore,
  secret: { ref: string; version: number },
): Promise<OwnDatabase> {
  const { data } = await secrets.get(secret.ref, secret.version);
  const read = shape.safeParse(data);
  // zod's error would say what it found.
  if (!read.success) throw new SecretStoreError('bad_response', 'get');
  return read.data;
}
