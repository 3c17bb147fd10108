import { fileLimitsOf, isStorableFormat, peek, planAt } from '../../domain/index.ts';
import { FileStorageError, type WrittenFile } from '../../tenancy/index.ts';
import { SNIFFED_BYTES, sniffFormat } from '../audio/index.ts';
import { downloadFile, FileGoneError } from './download.ts';
import { RefusedContentError } from './file-failure.ts';
import type { FileContext, FileRun } from './process-file.ts';

/**
 * Fetches a file from Discord and stores it, encrypted as it comes.
 * @throws FileGoneError, RefusedContentError, EgressError, FileStorageError
 */
export async function fetchFile(
  { tenancy, cdnUrl }: FileContext,
  { guildId, file, signal }: FileRun,
): Promise<WrittenFile & { format: string; contentType: string }> {
  if (!file.sourceUrl) throw new FileGoneError();
  const [files, { grants }] = await Promise.all([
    tenancy.files(guildId),
    tenancy.getPlacement(guildId),
  ]);
  const { maxFileBytes } = fileLimitsOf(planAt(grants, Date.now()));
  const download = downloadFile(file.sourceUrl, { cdnUrl, signal });
  try {
    const { head, content } = await peek(download, SNIFFED_BYTES);
    if (head.length === 0) throw new RefusedContentError('empty');
    const sniffed = sniffFormat(head);
    if (!isStorableFormat(sniffed)) throw new RefusedContentError('type');
    const written = await files.write(file.id, content, {
      // What was announced, which the label's quota was checked with, or the plan's limit.
      maxBytes: Math.min(maxFileBytes, Math.max(file.sizeBytes, head.length)),
      signal,
    });
    return { ...written, format: sniffed.format, contentType: sniffed.contentType };
  } catch (error) {
    // Smaller than the plan allows, and more than there was room for.
    const isOutOfRoom = !file.isSizeKnown && file.sizeBytes < maxFileBytes;
    if (isOutOfRoom && error instanceof FileStorageError && error.code === 'too_large')
      throw new RefusedContentError('quota');
    throw error;
  } finally {
    await download.return(undefined);
  }
}
