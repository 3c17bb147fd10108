import { AudioError } from '../audio-error.ts';
import { readRange } from '../read-range.ts';
import { runInThread } from '../thread.ts';
import type { AudioLimits, AudioSource, AudioTags, SniffedFormat } from '../types.ts';
import { NO_TAGS } from './clean-tags.ts';
import type { TagData, TagRequest } from './tag-thread.ts';

/** A file is asked for its tags in parts: so many, and so much of it. */
const MAX_READS = 64;
const MAX_BYTES = 8 * 1024 * 1024;
/** Most of it for a busy machine, on which a thread takes seconds to start. */
const TIMEOUT_MS = 20_000;
const MEMORY_BYTES = 128 * 1024 * 1024;

/**
 * Reads the tags of a file in a thread of its own: what parses them can take half a minute for 10⁶
 * chunks and half a gigabyte for 10⁶ frames. Tags that cannot be had are null; the sound does not
 * depend on them.
 * @throws the source's error and the signal's reason
 */
export async function readTags(
  source: AudioSource,
  { contentType }: SniffedFormat,
  { limits, signal }: { limits: AudioLimits; signal: AbortSignal },
): Promise<AudioTags> {
  let readsLeft = MAX_READS;
  let bytesLeft = MAX_BYTES;
  try {
    return await runInThread<TagRequest, AudioTags>({
      file: new URL('./tag-thread.ts', import.meta.url),
      data: { sizeBytes: source.sizeBytes, contentType } satisfies TagData,
      memoryBytes: Math.min(MEMORY_BYTES, limits.memoryBytes),
      timeoutMs: Math.min(TIMEOUT_MS, limits.timeoutMs),
      signal,
      async onMessage({ start, end }, send) {
        readsLeft -= 1;
        bytesLeft -= end - start;
        if (readsLeft < 0 || bytesLeft < 0) throw new AudioError('limits');
        send(Uint8Array.from(await readRange(source, { start, end }, signal)));
      },
    });
  } catch (error) {
    if (error instanceof AudioError) return NO_TAGS;
    throw error;
  }
}
