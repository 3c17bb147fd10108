import { AudioError } from './audio-error.ts';
import type { AudioLimits } from './types.ts';

const GIBIBYTE = 1024 ** 3;

/**
 * Four hours are a DJ set; in stereo at 44.1 kHz they are 5 GB of 32-bit samples. ffmpeg decodes them
 * in 80 s at most. It maps 200 libraries: 270 MB of address space, of which it uses 55.
 */
export const DEFAULT_LIMITS: AudioLimits = {
  maxDurationMs: 4 * 60 * 60_000,
  maxOutputBytes: 8 * GIBIBYTE,
  timeoutMs: 5 * 60_000,
  memoryBytes: GIBIBYTE / 2,
};

/** Of decoded samples. */
export const SAMPLE_BYTES = 4;
const MIN_SAMPLE_RATE = 1_000;
const MAX_SAMPLE_RATE = 768_000;
const MAX_CHANNELS = 32;

/**
 * Refuses a stream that would be too much to decode: a WAV at 1 Hz is a day long, 442 KB of FLAC are
 * ten hours.
 * @param stream.frames samples of a channel, as far as known
 * @throws AudioError `broken`, `too_long`, `limits`
 */
export function checkStream(
  stream: { sampleRate: number; channels: number; frames: number },
  limits: AudioLimits,
): void {
  const { sampleRate, channels, frames } = stream;
  if (!(sampleRate > 0 && channels > 0)) throw new AudioError('broken');
  if ((frames / sampleRate) * 1_000 > limits.maxDurationMs) throw new AudioError('too_long');
  if (
    sampleRate < MIN_SAMPLE_RATE ||
    sampleRate > MAX_SAMPLE_RATE ||
    channels > MAX_CHANNELS ||
    frames * channels * SAMPLE_BYTES > limits.maxOutputBytes
  )
    throw new AudioError('limits');
}
