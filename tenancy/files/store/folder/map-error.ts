import { ObjectStoreError } from '../error.ts';
import type { ObjectStoreCode } from '../types.ts';

const CODES: Record<string, ObjectStoreCode> = {
  ENOENT: 'not_found',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read_only',
  EACCES: 'denied',
  EPERM: 'denied',
};

export const isMissing = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';

/** The code of a file system's error; everything else of it (paths) is dropped. */
export function mapFolderError(error: unknown, operation: string): ObjectStoreError {
  if (error instanceof ObjectStoreError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return new ObjectStoreError(CODES[code ?? ''] ?? 'unavailable', operation);
}
