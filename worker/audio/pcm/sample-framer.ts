import { SAMPLE_BYTES } from '../limits.ts';

/** Cuts a byte stream of 32-bit samples into whole frames, aligned as Int32Array wants them. */
export class SampleFramer {
  readonly #frameBytes: number;
  #rest = Buffer.alloc(0);

  constructor(frameBytes: number) {
    this.#frameBytes = frameBytes;
  }

  push(chunk: Buffer): Int32Array {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const length = bytes.length - (bytes.length % this.#frameBytes);
    this.#rest = Buffer.from(bytes.subarray(length));
    const isAligned = bytes.byteOffset % SAMPLE_BYTES === 0;
    const whole = isAligned ? bytes : Uint8Array.from(bytes.subarray(0, length));
    return new Int32Array(whole.buffer, whole.byteOffset, length / SAMPLE_BYTES);
  }
}
