import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { hasText } from '../bytes.ts';
import { ID3_HEADER_BYTES, id3Bytes } from './id3.ts';
import type { AudioHeader } from './types.ts';

/** Of a metadata block's header and the STREAMINFO behind it. */
export const STREAM_INFO_BYTES = 4 + 34;

/** @throws AudioError */
export async function readFlacHeader(reader: ByteReader): Promise<AudioHeader> {
  const start = id3Bytes(await reader.read(0, ID3_HEADER_BYTES));
  const head = await reader.readWhole(start, 4 + STREAM_INFO_BYTES);
  if (!hasText(head, 'fLaC')) throw new AudioError('broken');
  return { ...describeStreamInfo(head.subarray(4)), isPlayable: true };
}

/**
 * @param block the first metadata block
 * @throws AudioError
 */
export function describeStreamInfo(block: Buffer): Omit<AudioHeader, 'isPlayable'> {
  const STREAM_INFO = 0;
  if (((block[0] as number) & 0x7f) !== STREAM_INFO) throw new AudioError('broken');
  const fields = block.readBigUInt64BE(4 + 10);
  const frames = Number(fields & 0xf_ffff_ffffn);
  return {
    codec: 'flac',
    sampleRate: Number(fields >> 44n),
    channels: Number((fields >> 41n) & 7n) + 1,
    bitsPerSample: Number((fields >> 36n) & 31n) + 1,
    // 0 means that the encoder did not know it.
    frames: frames || null,
    isSeekable: true,
  };
}
