import { FileStorageError } from '../file-storage-error.ts';
import { ObjectStoreError } from '../store/index.ts';

/** Whether the bucket is what failed, and not a guild's database or Vault. */
export const isBucketError = (error: unknown): boolean =>
  error instanceof ObjectStoreError ||
  (error instanceof FileStorageError && error.reason?.startsWith('bucket_') === true);
