import type { PcmLayout } from '../headers/types.ts';

const FULL_SCALE = 2 ** 31;
const MAX_SAMPLE = FULL_SCALE - 1;

/** As ffmpeg converts floats: to the nearest integer, ties to even, clipped. */
export function floatToSample(value: number): number {
  const scaled = value * FULL_SCALE;
  if (scaled >= MAX_SAMPLE) return MAX_SAMPLE;
  if (scaled <= -FULL_SCALE) return -FULL_SCALE;
  const floor = Math.floor(scaled);
  const fraction = scaled - floor;
  const isUp = fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0);
  // NaN is silence.
  return (isUp ? floor + 1 : floor) | 0;
}

/** Integers are shifted to the top of 32 bits. */
function sampleReader(view: DataView, layout: PcmLayout): (at: number) => number {
  const isLittle = !layout.isBigEndian;
  const flip = layout.kind === 'unsigned' ? 0x8000_0000 : 0;
  if (layout.kind === 'float')
    return layout.bytes === 4
      ? (at) => floatToSample(view.getFloat32(at, isLittle))
      : (at) => floatToSample(view.getFloat64(at, isLittle));
  if (layout.bytes === 1) return (at) => (view.getUint8(at) << 24) ^ flip;
  if (layout.bytes === 2) return (at) => (view.getInt16(at, isLittle) << 16) ^ flip;
  if (layout.bytes === 4) return (at) => view.getInt32(at, isLittle) ^ flip;
  const low = isLittle ? 0 : 1;
  const high = isLittle ? 1 : 0;
  return (at) =>
    ((view.getUint16(at + low, isLittle) << 8) | (view.getUint8(at + 2 * high) << 24)) ^ flip;
}

/** @param bytes whole samples */
export function decodePcm(bytes: Uint8Array, layout: PcmLayout): Int32Array {
  const read = sampleReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), layout);
  const samples = new Int32Array(bytes.length / layout.bytes);
  for (let index = 0; index < samples.length; index += 1)
    samples[index] = read(index * layout.bytes);
  return samples;
}

/**
 * Undoes what the FLAC package does to integers: it divides them by the largest one. A float holds
 * the quotient of up to 24 bits well enough to find each again.
 */
export function integerFloatToSample(bits: number): (value: number) => number {
  const largest = 2 ** (bits - 1) - 1;
  return (value) => Math.round(value * largest) << (32 - bits);
}

/**
 * @param channels of equal length
 * @param toSample of a float
 */
export function interleave(
  channels: readonly Float32Array[],
  toSample: (value: number) => number,
): Int32Array {
  const count = channels.length;
  const frames = channels[0]?.length ?? 0;
  const samples = new Int32Array(frames * count);
  for (const [channel, values] of channels.entries())
    for (let frame = 0; frame < frames; frame += 1)
      samples[frame * count + channel] = toSample(values[frame] as number);
  return samples;
}
