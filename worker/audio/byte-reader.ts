import { AudioError } from './audio-error.ts';
import { readRange } from './read-range.ts';
import type { AudioSource } from './types.ts';

const WINDOW_BYTES = 64 * 1024;

/**
 * Random access to a stored file, a window at a time. The windows are counted: 10⁶ chunks or boxes
 * cost no more than the limit.
 */
export class ByteReader {
  readonly sizeBytes: number;
  readonly #source: AudioSource;
  readonly #signal: AbortSignal;
  #readsLeft: number;
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;

  constructor(source: AudioSource, options: { signal: AbortSignal; maxReads: number }) {
    this.sizeBytes = source.sizeBytes;
    this.#source = source;
    this.#signal = options.signal;
    this.#readsLeft = options.maxReads;
  }

  /**
   * @param length fewer bytes come at the end of the file
   * @throws AudioError `limits` when there were as many reads as allowed
   */
  async read(start: number, length: number): Promise<Buffer> {
    const end = Math.min(start + length, this.sizeBytes);
    if (start >= end) return Buffer.alloc(0);
    const windowEnd = this.#windowStart + this.#window.length;
    if (start < this.#windowStart || end > windowEnd) {
      if (this.#readsLeft-- <= 0) throw new AudioError('limits');
      const range = { start, end: start + Math.max(length, WINDOW_BYTES) };
      this.#window = await readRange(this.#source, range, this.#signal);
      this.#windowStart = start;
    }
    return this.#window.subarray(start - this.#windowStart, end - this.#windowStart);
  }

  /**
   * The same, but whole.
   * @throws AudioError `broken` at the end of the file
   */
  async readWhole(start: number, length: number): Promise<Buffer> {
    const bytes = await this.read(start, length);
    if (bytes.length < length) throw new AudioError('broken');
    return bytes;
  }
}
