import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { hasText } from '../bytes.ts';
import { describeStreamInfo, STREAM_INFO_BYTES } from './flac.ts';
import type { AudioHeader } from './types.ts';

/** Opus is decoded at this rate, whatever the header says of the encoder's input. */
const OPUS_RATE = 48_000;

/** @throws AudioError */
export async function readOggHeader(reader: ByteReader): Promise<AudioHeader> {
  const page = await reader.readWhole(0, 27);
  const packet = await reader.readWhole(27 + (page[26] as number), 16);
  const lossy = { bitsPerSample: null, frames: null, isPlayable: true, isSeekable: true };
  if (hasText(packet, '\x01vorbis'))
    return {
      ...lossy,
      codec: 'vorbis',
      sampleRate: packet.readUInt32LE(12),
      channels: packet[11] as number,
    };
  if (hasText(packet, 'OpusHead'))
    return { ...lossy, codec: 'opus', sampleRate: OPUS_RATE, channels: packet[9] as number };
  if (!hasText(packet, '\x7fFLAC')) throw new AudioError('not_audio');
  // Behind the mapping's version and count of headers is the start of a FLAC file.
  const native = 27 + (page[26] as number) + 9 + 4;
  const info = describeStreamInfo(await reader.readWhole(native, STREAM_INFO_BYTES));
  // Safari plays Vorbis and Opus in Ogg, and FLAC by itself.
  return { ...info, isPlayable: false };
}
