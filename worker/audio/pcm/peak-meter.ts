/** Points of a waveform: what a wide screen can show. */
const POINTS = 2_000;
/** Four for each point: joining them to points moves none by more than a quarter of its width. */
const MAX_BUCKETS = 4 * POINTS;
const MAX_LANES = 2;
const FULL_SCALE = 2 ** 31;

/**
 * Absolute peaks over the whole sound, whose length is not known before its end: when the buckets
 * are full, neighbours are joined and each holds twice as many samples.
 */
export class PeakMeter {
  readonly #channels: number;
  readonly #lanes: Float64Array[];
  #bucketFrames = 1;
  #framesInBucket = 0;
  #bucket = 0;

  constructor(channels: number) {
    this.#channels = channels;
    this.#lanes = Array.from(
      { length: Math.min(channels, MAX_LANES) },
      () => new Float64Array(MAX_BUCKETS),
    );
  }

  /** @param samples interleaved, whole frames */
  add(samples: Int32Array): void {
    const [first, second = first] = this.#lanes as [Float64Array, Float64Array?];
    const channels = this.#channels;
    for (let index = 0; index < samples.length; index += channels) {
      for (let channel = 0; channel < channels; channel += 1) {
        const lane = channel & 1 ? second : first;
        const sample = samples[index + channel] as number;
        const level = sample < 0 ? -sample : sample;
        if (level > (lane[this.#bucket] as number)) lane[this.#bucket] = level;
      }
      this.#framesInBucket += 1;
      if (this.#framesInBucket === this.#bucketFrames) this.#nextBucket();
    }
  }

  /** @returns 0–255 for each point of each lane */
  finish(): Uint8Array[] {
    const count = this.#bucket + (this.#framesInBucket > 0 ? 1 : 0);
    const points = Math.min(POINTS, count);
    return this.#lanes.map((lane) =>
      Uint8Array.from({ length: points }, (_, point) => {
        const from = Math.floor((point * count) / points);
        const to = Math.floor(((point + 1) * count) / points);
        return Math.round((Math.max(...lane.subarray(from, to)) / FULL_SCALE) * 255);
      }),
    );
  }

  #nextBucket(): void {
    this.#framesInBucket = 0;
    this.#bucket += 1;
    if (this.#bucket < MAX_BUCKETS) return;
    this.#bucket = MAX_BUCKETS / 2;
    this.#bucketFrames *= 2;
    for (const lane of this.#lanes) {
      for (let index = 0; index < this.#bucket; index += 1)
        lane[index] = Math.max(lane[2 * index] as number, lane[2 * index + 1] as number);
      lane.fill(0, this.#bucket);
    }
  }
}
