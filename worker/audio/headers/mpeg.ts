import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { hasText } from '../bytes.ts';
import { ID3_HEADER_BYTES, id3Bytes } from './id3.ts';
import { findFrames, parseAdtsFrame, parseMp3Frame } from './mpeg-frame.ts';
import type { AudioHeader } from './types.ts';

/** Some programs write a second tag instead of changing the first one. */
const MAX_TAGS = 8;
const FRAMES_BYTES = 32 * 1024;

/** @throws AudioError `broken` without consecutive frames */
export async function readMp3Header(reader: ByteReader): Promise<AudioHeader> {
  const start = await skipTags(reader);
  const bytes = await reader.read(start, FRAMES_BYTES);
  const found = findFrames(bytes, parseMp3Frame);
  if (!found) throw new AudioError('broken');
  const { offset, frame } = found;
  const isIndexed =
    ['Xing', 'Info'].some((name) => hasText(bytes, name, offset + 4 + frame.sideBytes)) ||
    hasText(bytes, 'VBRI', offset + 4 + 32);
  return {
    codec: 'mp3',
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    bitsPerSample: null,
    frames: null,
    isPlayable: true,
    isSeekable: true,
    ...(isIndexed
      ? {}
      : { estimatedDurationMs: ((reader.sizeBytes - start) * 8_000) / frame.bitsPerSecond }),
  };
}

/** @throws AudioError `broken` without consecutive frames */
export async function readAdtsHeader(reader: ByteReader): Promise<AudioHeader> {
  const bytes = await reader.read(await skipTags(reader), FRAMES_BYTES);
  const found = findFrames(bytes, parseAdtsFrame);
  if (!found) throw new AudioError('broken');
  return {
    codec: 'aac',
    // Spectral band replication may double what is decoded, and parametric stereo too.
    sampleRate: found.frame.sampleRate,
    channels: found.frame.channels || null,
    bitsPerSample: null,
    frames: null,
    isPlayable: true,
    // The container has neither duration nor index: browsers guess from the first frames.
    isSeekable: false,
  };
}

async function skipTags(reader: ByteReader): Promise<number> {
  let offset = 0;
  for (let count = 0; count < MAX_TAGS; count += 1) {
    const tagBytes = id3Bytes(await reader.read(offset, ID3_HEADER_BYTES));
    if (tagBytes === 0) break;
    offset += tagBytes;
  }
  return offset;
}
