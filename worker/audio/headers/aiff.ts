import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { textAt } from '../bytes.ts';
import type { AudioHeader, PcmLayout } from './types.ts';

type Encoding = Pick<PcmLayout, 'kind' | 'isBigEndian'> & { bytes?: number };

/** AIFC's compression types that are none. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  NONE: { kind: 'signed', isBigEndian: true },
  twos: { kind: 'signed', isBigEndian: true },
  sowt: { kind: 'signed', isBigEndian: false },
  'raw ': { kind: 'unsigned', isBigEndian: true },
  in24: { kind: 'signed', isBigEndian: true, bytes: 3 },
  in32: { kind: 'signed', isBigEndian: true, bytes: 4 },
  fl32: { kind: 'float', isBigEndian: true, bytes: 4 },
  FL32: { kind: 'float', isBigEndian: true, bytes: 4 },
  fl64: { kind: 'float', isBigEndian: true, bytes: 8 },
  FL64: { kind: 'float', isBigEndian: true, bytes: 8 },
};
const OTHER_CODECS: Readonly<Record<string, string>> = {
  alaw: 'pcm_alaw',
  ALAW: 'pcm_alaw',
  ulaw: 'pcm_mulaw',
  ULAW: 'pcm_mulaw',
};

/** @throws AudioError */
export async function readAiffHeader(reader: ByteReader): Promise<AudioHeader> {
  let common: Buffer | null = null;
  let data: { start: number; end: number } | null = null;
  for (let offset = 12; !common || !data; ) {
    const head = await reader.readWhole(offset, 8);
    const name = textAt(head, 0);
    const size = head.readUInt32BE(4);
    const start = offset + 8;
    if (name === 'COMM' && size >= 18) common = await reader.readWhole(start, Math.min(size, 22));
    if (name === 'SSND') {
      // It begins with an offset to the first sample and a block size.
      const firstSample = start + 8 + (await reader.readWhole(start, 8)).readUInt32BE(0);
      data = { start: firstSample, end: Math.min(start + size, reader.sizeBytes) };
    }
    offset = start + size + (size % 2);
  }
  return describe(common, data);
}

function describe(common: Buffer, { start, end }: { start: number; end: number }): AudioHeader {
  const channels = common.readUInt16BE(0);
  const bitsPerSample = common.readUInt16BE(6);
  const sampleRate = Math.round(readExtended(common, 8));
  const type = common.length >= 22 ? textAt(common, 18) : 'NONE';
  const header = { sampleRate, channels, isPlayable: false, isSeekable: true };
  const encoding = ENCODINGS[type];
  if (!encoding) {
    const codec = OTHER_CODECS[type];
    if (!codec) throw new AudioError('no_decoder');
    return { ...header, codec, bitsPerSample: null, frames: null };
  }
  const { kind, isBigEndian, bytes = Math.ceil(bitsPerSample / 8) } = encoding;
  const frameBytes = channels * bytes;
  if (frameBytes === 0 || (kind !== 'float' && bytes > 4)) throw new AudioError('broken');
  const frames = Math.max(0, Math.floor((end - start) / frameBytes));
  const letter = { signed: 's', unsigned: 'u', float: 'f' }[kind];
  return {
    ...header,
    codec: `pcm_${letter}${bytes * 8}${bytes === 1 ? '' : isBigEndian ? 'be' : 'le'}`,
    bitsPerSample,
    frames: Math.min(frames, common.readUInt32BE(2)),
    pcm: { start, end: start + frames * frameBytes, kind, bytes, isBigEndian },
  };
}

/** IEEE 754's 80-bit extended precision, positive. */
function readExtended(bytes: Buffer, offset: number): number {
  const exponent = (bytes.readUInt16BE(offset) & 0x7fff) - 16_383 - 63;
  const mantissa = Number(bytes.readBigUInt64BE(offset + 2));
  return mantissa * 2 ** exponent;
}
