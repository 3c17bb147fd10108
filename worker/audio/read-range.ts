import { addAbortSignal } from 'node:stream';
import type { AudioSource } from './types.ts';

/**
 * Reads bytes `start` up to, not including, `end` into memory; fewer at the end of the file, never
 * more.
 * @throws the source's error, and the signal's reason as an AbortError
 */
export async function readRange(
  source: AudioSource,
  { start, end }: { start: number; end: number },
  signal: AbortSignal,
): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, Math.min(end, source.sizeBytes) - start));
  if (bytes.length === 0) return bytes;
  let length = 0;
  signal.throwIfAborted();
  const stream = addAbortSignal(signal, await source.read({ start, end: start + bytes.length }));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.copy(bytes, length);
    if (length === bytes.length) break;
  }
  return bytes.subarray(0, length);
}
