import { createSHA256, type IHasher } from 'hash-wasm';
import { FileStorageError } from './file-storage-error.ts';

/** A SHA-256 whose state can be kept while its content comes in several requests. */
export interface ResumableHash {
  update(bytes: Uint8Array): void;
  /** What another process continues from: base64, some 150 characters. */
  save(): string;
  /** Ends it. @returns hex */
  digest(): string;
}

/**
 * @param state of `save`; null: from the beginning
 * @throws FileStorageError `not_found` for what is no state
 */
export async function createResumableHash(state: string | null): Promise<ResumableHash> {
  // node:crypto's state cannot be saved.
  const hash = await createSHA256();
  if (state === null) hash.init();
  else loadState(hash, state);
  return {
    update: (bytes) => void hash.update(bytes),
    save: () => Buffer.from(hash.save()).toString('base64'),
    digest: () => hash.digest('hex'),
  };
}

function loadState(hash: IHasher, state: string): void {
  try {
    hash.load(Buffer.from(state, 'base64'));
  } catch {
    throw new FileStorageError('not_found');
  }
}
