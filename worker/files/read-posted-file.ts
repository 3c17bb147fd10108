import { MAX_POSTED_BYTES } from '../../domain/index.ts';
import { FileStorageError, type GuildFiles, type StoredFile } from '../../tenancy/index.ts';

/** For all of it, ms: a guild's other deliveries wait meanwhile. */
const READ_TIMEOUT_MS = 5_000;

/**
 * Reads a file that is small enough to be posted on Discord.
 * @throws FileStorageError
 */
export async function readPostedFile(files: GuildFiles, stored: StoredFile): Promise<Buffer> {
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const part of await files.open(stored, { signal })) {
      sizeBytes += part.length;
      if (sizeBytes > MAX_POSTED_BYTES) throw new FileStorageError('too_large');
      parts.push(part);
    }
  } catch (error) {
    throw signal.aborted ? new FileStorageError('unavailable', 'timeout') : error;
  }
  return Buffer.concat(parts, sizeBytes);
}
