import { createHash } from 'node:crypto';
import test from 'ava';
import { DEFAULT_LIMITS } from '../../../worker/audio/limits.ts';
import { floatToSample } from '../../../worker/audio/pcm/convert.ts';
import { PcmDigest } from '../../../worker/audio/pcm/pcm-digest.ts';
import { PeakMeter } from '../../../worker/audio/pcm/peak-meter.ts';
import { SampleFramer } from '../../../worker/audio/pcm/sample-framer.ts';

const FULL_SCALE = 2 ** 31;

test('the hash is of a line with rate and channels, and of all samples', (t) => {
  const samples = Int32Array.from({ length: 1_000 }, (_, index) => index * 1_000_003);
  const digest = new PcmDigest({ sampleRate: 44_100, channels: 2 }, DEFAULT_LIMITS);
  digest.add(samples.subarray(0, 10));
  digest.add(samples.subarray(10));
  const expected = createHash('sha256').update('pcm_s32le 44100 2\n').update(samples);
  t.like(digest.finish(), { pcmHash: expected.digest('hex'), durationMs: 11 });
});

test('a peak stays where it is, however long the sound becomes', (t) => {
  for (const frames of [2_000, 10_000, 1_000_000]) {
    const meter = new PeakMeter(1);
    const samples = new Int32Array(frames);
    samples[frames / 4] = -FULL_SCALE;
    samples[frames - 1] = FULL_SCALE / 2;
    for (let at = 0; at < frames; at += 999) meter.add(samples.subarray(at, at + 999));
    const [peaks] = meter.finish();
    t.is(peaks?.length, 2_000);
    t.true([499, 500].includes(peaks!.indexOf(255)), `${frames}: ${peaks!.indexOf(255)}`);
    t.is(peaks?.at(-1), 128);
    t.is(peaks?.filter((level) => level > 0).length, 2);
  }
});

test('more than two channels share two lanes', (t) => {
  const meter = new PeakMeter(3);
  meter.add(Int32Array.from([0, FULL_SCALE / 2, -FULL_SCALE]));
  t.deepEqual(meter.finish(), [Uint8Array.from([255]), Uint8Array.from([128])]);
});

test('frames are whole, wherever a pipe cuts them', (t) => {
  const bytes = Buffer.from(Array.from({ length: 8 * 50 }, (_, index) => index % 251));
  for (const step of [1, 3, 7, 8, 100]) {
    const framer = new SampleFramer(8);
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += step) {
      const samples = framer.push(bytes.subarray(at, at + step));
      t.is(samples.length % 2, 0);
      parts.push(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
    }
    t.deepEqual(Buffer.concat(parts), bytes, `${step}`);
  }
});

test('floats become the nearest integers, and are clipped', (t) => {
  t.is(floatToSample(1), FULL_SCALE - 1);
  t.is(floatToSample(7), FULL_SCALE - 1);
  t.is(floatToSample(-1), -FULL_SCALE);
  t.is(floatToSample(-7), -FULL_SCALE);
  t.is(floatToSample(0.5), FULL_SCALE / 2);
  t.is(floatToSample(Number.NaN), 0);
  // Ties go to the even one.
  t.is(floatToSample(2.5 / FULL_SCALE), 2);
  t.is(floatToSample(3.5 / FULL_SCALE), 4);
  t.is(floatToSample(-2.5 / FULL_SCALE), -2);
});
