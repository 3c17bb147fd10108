import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { riffChunk, wavFile, wavFormat } from './wav-files.ts';

const run = promisify(execFile);

/** Sizes as in the ID3v2 header: seven bits a byte. */
function synchsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
}

/** A box of ISO's base media format. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const repeat = (bytes: Buffer, count: number): Buffer => Buffer.alloc(bytes.length * count, bytes);

const M4A_TYPE = box('ftyp', Buffer.from('M4A \0\0\0\0M4A '));
const MILLION = 1_000_000;

/** A sound of one sample a second: a few bytes are a day. */
export const oneHertzWav = (seconds: number): Buffer =>
  wavFile(
    riffChunk('fmt ', wavFormat({ sampleRate: 1, channels: 1, bits: 8 })),
    riffChunk('data', Buffer.alloc(seconds, 0x80)),
  );

export const millionChunks = (): Buffer =>
  wavFile(
    riffChunk('fmt ', wavFormat({ sampleRate: 44_100 })),
    repeat(riffChunk('junk', Buffer.alloc(2)), MILLION),
    riffChunk('data', Buffer.alloc(4 * 44_100)),
  );

export const millionBoxes = (): Buffer =>
  Buffer.concat([M4A_TYPE, repeat(box('free'), MILLION), box('mdat', Buffer.alloc(1_000))]);

/** Each box holds the next one. */
export function nestedBoxes(depth: number): Buffer {
  const heads = Buffer.alloc(depth * 8);
  for (let level = 0; level < depth; level += 1) {
    heads.writeUInt32BE(heads.length - level * 8, level * 8);
    heads.write(level === 0 ? 'moov' : 'trak', level * 8 + 4, 'latin1');
  }
  return Buffer.concat([M4A_TYPE, heads]);
}

/** An index of so many tables that no file needs. */
export const millionBoxesInIndex = (): Buffer =>
  Buffer.concat([M4A_TYPE, box('moov', repeat(box('trak'), MILLION))]);

/** @param sound the MP3 behind the tag */
export function millionTagFrames(sound: Buffer): Buffer {
  const frame = Buffer.concat([Buffer.from('TXXX'), synchsafe(2), Buffer.from([0, 0, 0, 0x61])]);
  const frames = repeat(frame, MILLION);
  const head = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), synchsafe(frames.length)]);
  return Buffer.concat([head, frames, sound]);
}

/** An hour of nothing in 44 KB, as ffmpeg encodes it. */
export async function hourOfSilence(ffmpegPath: string): Promise<Buffer> {
  const { stdout } = await run(
    ffmpegPath,
    [
      ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-f', 'lavfi'],
      ...['-i', 'anullsrc=r=44100:cl=stereo:nb_samples=65535', '-t', '3600'],
      ...['-frame_size', '65535', '-f', 'flac', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout;
}

/** The same with a length in the header; an encoder that writes to a pipe leaves it out. */
export function withLength(flac: Buffer, frames: number): Buffer {
  const bytes = Buffer.from(flac);
  const TOTAL_SAMPLES = 4 + 4 + 13;
  bytes.writeUInt8(
    ((bytes[TOTAL_SAMPLES] as number) & 0xf0) | Math.floor(frames / 2 ** 32),
    TOTAL_SAMPLES,
  );
  bytes.writeUInt32BE(frames % 2 ** 32, TOTAL_SAMPLES + 1);
  return bytes;
}

/** The same bytes in every run. */
export function randomBytes(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
