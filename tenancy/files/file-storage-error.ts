import type { ExpectedTenancyError, TenancyFailure } from '../failure.ts';
import { SecretStoreError } from '../secrets/index.ts';
import { CorruptFileError } from './chunk-cipher.ts';
import { ObjectStoreError } from './store/index.ts';

/** Why a file could not be stored or read. */
export type FileStorageCode =
  /** The bucket or Vault cannot be used at present; try later. */
  | 'unavailable'
  /** The bucket takes nothing: it is full, read-only, or refuses us. An operator must act. */
  | 'refused'
  | 'too_large'
  /** The object or the key that opens it is gone. */
  | 'not_found'
  /** The object is not what was stored. */
  | 'corrupt';

/** Carries a code and, of the store or Vault, theirs; no key, name or content. */
export class FileStorageError extends Error implements ExpectedTenancyError {
  override readonly name = 'FileStorageError';
  readonly code: FileStorageCode;
  readonly failure: TenancyFailure;
  /** What the store or Vault said; for logs. */
  readonly reason: string | null;

  constructor(code: FileStorageCode, reason: string | null = null) {
    super(reason ? `${code} (${reason})` : code);
    this.code = code;
    this.failure = code === 'not_found' || code === 'corrupt' ? 'file_gone' : 'files_unavailable';
    this.reason = reason;
  }
}

const STORE_CODES: Record<ObjectStoreError['code'], FileStorageCode> = {
  unavailable: 'unavailable',
  rate_limited: 'unavailable',
  bad_response: 'unavailable',
  not_found: 'not_found',
  denied: 'refused',
  full: 'refused',
  read_only: 'refused',
};

/** Errors of the bucket, of Vault and of the cipher as a FileStorageError; others as they are. */
export function toFileStorageError(error: unknown): unknown {
  if (error instanceof ObjectStoreError)
    return new FileStorageError(STORE_CODES[error.code], `bucket_${error.code}`);
  if (error instanceof SecretStoreError)
    return new FileStorageError(
      error.code === 'not_found' ? 'not_found' : 'unavailable',
      `vault_${error.code}`,
    );
  if (error instanceof CorruptFileError) return new FileStorageError('corrupt');
  return error;
}
