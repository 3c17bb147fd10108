import { z } from 'zod';
import type { CustomerDatabase } from '../customer-database/index.ts';
import { type SecretStore, SecretStoreError } from '../secrets/index.ts';

/** What Vault keeps of an own database. */
const secretSchema = z.object({
  engine: z.enum(['postgres', 'mysql']),
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  ca: z.string().nullable(),
  /** Absent in what versions before it wrote; they take no notice of it and verify the name. */
  pinnedFingerprint: z.string().nullable().default(null),
});

/** @throws SecretStoreError */
export async function loadCustomerDatabase(
  secrets: SecretStore,
  secret: { ref: string; version: number },
): Promise<CustomerDatabase> {
  const { data } = await secrets.get(secret.ref, secret.version);
  const parsed = secretSchema.safeParse(data);
  // zod's error would say what it found.
  if (!parsed.success) throw new SecretStoreError('bad_response', 'get');
  return parsed.data;
}
