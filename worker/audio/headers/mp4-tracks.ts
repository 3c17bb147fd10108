import { AudioError } from '../audio-error.ts';
import { textAt } from '../bytes.ts';
import { type Box, boxesIn, findBox } from './mp4-boxes.ts';
import type { AudioHeader } from './types.ts';

/** Sample entries, and whether browsers play them in this container. */
const CODECS: Readonly<Record<string, { codec: string; isPlayable: boolean }>> = {
  mp4a: { codec: 'aac', isPlayable: true },
  alac: { codec: 'alac', isPlayable: false },
  Opus: { codec: 'opus', isPlayable: true },
  fLaC: { codec: 'flac', isPlayable: true },
  '.mp3': { codec: 'mp3', isPlayable: false },
};
/** Of an elementary stream descriptor, where `mp4a` is not AAC. */
const MP3_OBJECT_TYPES = new Set([0x69, 0x6b]);
/** Fields of a sample entry for sound, before its boxes. */
const ENTRY_BYTES = 28;

/** How many tracks are looked at. */
const MAX_TRACKS = 64;

/**
 * The first track of sound.
 * @param moov the box with its header
 * @throws AudioError
 */
export function describeTracks(moov: Buffer): Omit<AudioHeader, 'reordered'> {
  for (const track of tracksIn(moov)) {
    const media = findBox(moov, track, 'mdia');
    const handler = media && findBox(moov, media, 'hdlr');
    if (!media || !handler || textAt(moov, handler.start + 8) !== 'soun') continue;
    const descriptions = findBox(moov, media, 'minf', 'stbl', 'stsd');
    const ENTRIES_START = 8;
    const entry =
      descriptions &&
      boxesIn(moov, { ...descriptions, start: descriptions.start + ENTRIES_START }).next().value;
    if (!entry || entry.end - entry.start < ENTRY_BYTES) throw new AudioError('broken');
    return describe(moov, entry, readDuration(moov, findBox(moov, media, 'mdhd')));
  }
  throw new AudioError('not_audio');
}

/** @param moov the box with its header */
export function tracksIn(moov: Buffer): Box[] {
  const tracks: Box[] = [];
  for (const box of boxesIn(moov, { start: 8, end: moov.length })) {
    if (box.type === 'trak') tracks.push(box);
    if (tracks.length === MAX_TRACKS) break;
  }
  return tracks;
}

function describe(
  moov: Buffer,
  entry: Box,
  durationSeconds: number | null,
): Omit<AudioHeader, 'reordered'> {
  const known = CODECS[entry.type];
  if (!known) throw new AudioError('no_decoder');
  const boxes = { type: entry.type, start: entry.start + ENTRY_BYTES, end: entry.end };
  const header = {
    ...known,
    channels: moov.readUInt16BE(entry.start + 16),
    sampleRate: moov.readUInt16BE(entry.start + 24),
    bitsPerSample: null as number | null,
    isSeekable: true,
  };
  if (known.codec === 'alac') Object.assign(header, describeAlac(moov, boxes));
  if (entry.type === 'mp4a' && isMp3(moov, boxes)) header.codec = 'mp3';
  return {
    ...header,
    frames: durationSeconds === null ? null : Math.round(durationSeconds * header.sampleRate),
  };
}

/** Apple's cookie: the sample entry cannot hold rates above 65,535 Hz. */
function describeAlac(moov: Buffer, boxes: Box) {
  const COOKIE_BYTES = 4 + 24;
  const cookie = findBox(moov, boxes, 'alac');
  if (!cookie || cookie.end - cookie.start < COOKIE_BYTES) throw new AudioError('broken');
  const fields = moov.subarray(cookie.start + 4, cookie.start + COOKIE_BYTES);
  return {
    bitsPerSample: fields.readUInt8(5),
    channels: fields.readUInt8(9),
    sampleRate: fields.readUInt32BE(20),
  };
}

/** Tags and lengths of the descriptors vary in size; the object type follows tag 4 and a length. */
function isMp3(moov: Buffer, boxes: Box): boolean {
  const descriptor = findBox(moov, boxes, 'esds');
  if (!descriptor) return false;
  const bytes = moov.subarray(
    descriptor.start + 4,
    Math.min(descriptor.end, descriptor.start + 40),
  );
  const DECODER_TAG = 4;
  const tagAt = bytes.indexOf(DECODER_TAG, 5);
  if (tagAt === -1) return false;
  let at = tagAt + 1;
  while (at < bytes.length && (bytes[at] as number) >= 0x80) at += 1;
  return MP3_OBJECT_TYPES.has(bytes[at + 1] as number);
}

/** @returns seconds; null: fragments have durations of their own */
function readDuration(moov: Buffer, header: Box | null): number | null {
  if (!header || header.end - header.start < 20) return null;
  const isLong = moov[header.start] === 1;
  if (isLong && header.end - header.start < 32) return null;
  const timescale = moov.readUInt32BE(header.start + (isLong ? 20 : 12));
  const duration = isLong
    ? Number(moov.readBigUInt64BE(header.start + 24))
    : moov.readUInt32BE(header.start + 16);
  return timescale > 0 && duration > 0 ? duration / timescale : null;
}
