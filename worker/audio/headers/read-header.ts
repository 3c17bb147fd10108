import { AudioError } from '../audio-error.ts';
import { ByteReader } from '../byte-reader.ts';
import { checkStream } from '../limits.ts';
import type { AudioLimits, AudioSource, SniffedFormat } from '../types.ts';
import { readAiffHeader } from './aiff.ts';
import { readFlacHeader } from './flac.ts';
import { readMp4Header } from './mp4.ts';
import { readAdtsHeader, readMp3Header } from './mpeg.ts';
import { readOggHeader } from './ogg.ts';
import type { AudioHeader } from './types.ts';
import { readWavHeader } from './wav.ts';
import { readWebmHeader } from './webm.ts';

const READERS: Readonly<Record<string, (reader: ByteReader) => Promise<AudioHeader>>> = {
  wav: readWavHeader,
  aiff: readAiffHeader,
  flac: readFlacHeader,
  ogg_vorbis: readOggHeader,
  ogg_opus: readOggHeader,
  ogg_flac: readOggHeader,
  mp3: readMp3Header,
  aac: readAdtsHeader,
  m4a: readMp4Header,
  webm: readWebmHeader,
};

/** 64 KiB each: enough for 60,000 chunks of 64 bytes in front of the sound. */
const MAX_READS = 64;

/**
 * Reads and checks what the headers say, before a decoder sees the file.
 * @throws AudioError
 */
export async function readHeader(
  source: AudioSource,
  { format }: SniffedFormat,
  options: { signal: AbortSignal; limits: AudioLimits },
): Promise<AudioHeader> {
  const read = READERS[format];
  if (!read) throw new AudioError('not_audio');
  const header = await read(
    new ByteReader(source, { signal: options.signal, maxReads: MAX_READS }),
  );
  const { sampleRate, channels, frames } = header;
  if (sampleRate !== null && channels !== null)
    checkStream({ sampleRate, channels, frames: frames ?? 0 }, options.limits);
  return header;
}
