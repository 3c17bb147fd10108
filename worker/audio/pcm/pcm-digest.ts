import { createHash } from 'node:crypto';
import { AudioError } from '../audio-error.ts';
import { checkStream, SAMPLE_BYTES } from '../limits.ts';
import type { AudioAnalysis, AudioLimits } from '../types.ts';
import { PeakMeter } from './peak-meter.ts';

/** What is computed from the decoded samples. */
export interface DecodedAudio
  extends Pick<AudioAnalysis, 'durationMs' | 'sampleRate' | 'channels' | 'peaks'> {
  pcmHash: string;
}

/** Takes the decoded sound as it comes and keeps none of it; see `AudioAnalysis.pcmHash`. */
export class PcmDigest {
  readonly #sampleRate: number;
  readonly #channels: number;
  readonly #limits: AudioLimits;
  readonly #meter: PeakMeter;
  readonly #hash = createHash('sha256');
  #frames = 0;

  /** @throws AudioError when such a stream is not decoded; see checkStream */
  constructor(stream: { sampleRate: number; channels: number }, limits: AudioLimits) {
    this.#sampleRate = stream.sampleRate;
    this.#channels = stream.channels;
    this.#limits = limits;
    this.#check();
    this.#meter = new PeakMeter(stream.channels);
    this.#hash.update(`pcm_s32le ${stream.sampleRate} ${stream.channels}\n`);
  }

  /** Of one frame: a sample of each channel. */
  get frameBytes(): number {
    return this.#channels * SAMPLE_BYTES;
  }

  /**
   * @param samples interleaved, whole frames
   * @throws AudioError `too_long`, `limits`
   */
  add(samples: Int32Array): void {
    this.#frames += samples.length / this.#channels;
    this.#check();
    this.#hash.update(samples);
    this.#meter.add(samples);
  }

  /** @throws AudioError `broken` when there was no sample */
  finish(): DecodedAudio {
    if (this.#frames === 0) throw new AudioError('broken');
    return {
      durationMs: Math.round((this.#frames / this.#sampleRate) * 1_000),
      sampleRate: this.#sampleRate,
      channels: this.#channels,
      peaks: this.#meter.finish(),
      pcmHash: this.#hash.digest('hex'),
    };
  }

  #check(): void {
    const stream = { sampleRate: this.#sampleRate, channels: this.#channels };
    checkStream({ ...stream, frames: this.#frames }, this.#limits);
  }
}
