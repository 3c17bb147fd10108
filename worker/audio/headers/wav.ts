import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { textAt } from '../bytes.ts';
import type { AudioHeader } from './types.ts';

const UNKNOWN_SIZE = 0xffff_ffff;
const EXTENSIBLE = 0xfffe;
const PCM = 1;
const FLOAT = 3;
/** What else ffmpeg decodes in this container; of these, browsers play none reliably. */
const CODECS: Readonly<Record<number, string>> = {
  2: 'adpcm_ms',
  6: 'pcm_alaw',
  7: 'pcm_mulaw',
  17: 'adpcm_ima_wav',
  85: 'mp3',
};

/** @throws AudioError */
export async function readWavHeader(reader: ByteReader): Promise<AudioHeader> {
  let offset = 12;
  let dataBytes64: number | null = null;
  let format: Buffer | null = null;
  while (true) {
    const head = await reader.readWhole(offset, 8);
    const name = textAt(head, 0);
    const size = head.readUInt32LE(4);
    const start = offset + 8;
    if (name === 'ds64' && size >= 16)
      dataBytes64 = Number((await reader.readWhole(start, 16)).readBigUInt64LE(8));
    if (name === 'fmt ' && size >= 16) format = await reader.readWhole(start, Math.min(size, 40));
    if (name === 'data') {
      if (!format) throw new AudioError('broken');
      const isUnknown = size === UNKNOWN_SIZE || size === 0;
      const bytes = isUnknown ? (dataBytes64 ?? Number.POSITIVE_INFINITY) : size;
      return describe(format, start, Math.min(start + bytes, reader.sizeBytes));
    }
    offset = start + size + (size % 2);
  }
}

function describe(format: Buffer, start: number, end: number): AudioHeader {
  const tag = format.readUInt16LE(0);
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const blockBytes = format.readUInt16LE(12);
  const bitsPerSample = format.readUInt16LE(14);
  const kind = tag === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : tag;
  const header = { sampleRate, channels, isSeekable: true };
  if (kind !== PCM && kind !== FLOAT) {
    const codec = CODECS[kind];
    if (!codec) throw new AudioError('no_decoder');
    return { ...header, codec, bitsPerSample: null, frames: null, isPlayable: false };
  }
  const bytes = Math.ceil(bitsPerSample / 8);
  const isKnown = kind === PCM ? bytes >= 1 && bytes <= 4 : bytes === 4 || bytes === 8;
  if (!isKnown || channels === 0 || blockBytes !== channels * bytes) throw new AudioError('broken');
  const letter = kind === FLOAT ? 'f' : bytes === 1 ? 'u' : 's';
  return {
    ...header,
    codec: `pcm_${letter}${bytes * 8}${bytes === 1 ? '' : 'le'}`,
    bitsPerSample,
    frames: Math.floor((end - start) / blockBytes),
    isPlayable: bytes <= 4,
    pcm: {
      start,
      end,
      kind: kind === FLOAT ? 'float' : bytes === 1 ? 'unsigned' : 'signed',
      bytes,
      isBigEndian: false,
    },
  };
}
