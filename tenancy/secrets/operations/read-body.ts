import type { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';

/** Reads an answer. What zod found stays inside: its issues may quote the input. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown, operation: string): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new SecretStoreError('bad_response', operation);
  return result.data;
}

/** Transit wants everything in base64. */
export const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
