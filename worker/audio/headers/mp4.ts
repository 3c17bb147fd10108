import { Readable } from 'node:stream';
import { AudioError } from '../audio-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { AudioSource } from '../types.ts';
import { BOX_HEADER_BYTES, findBox, parseBoxHeader } from './mp4-boxes.ts';
import { describeTracks, tracksIn } from './mp4-tracks.ts';
import type { AudioHeader } from './types.ts';

/** The index of ten hours of AAC is 7 MB. */
const MAX_MOOV_BYTES = 16 * 1024 * 1024;
const MAX_BOXES = 256;

/**
 * Reads the index (`moov`), wherever it is. Behind the sound, as encoders leave it, it is of no use
 * to a decoder that reads a pipe: ffmpeg then decodes nothing and exits with 0. `reordered` says how
 * the file reads with the index in front.
 * @throws AudioError
 */
export async function readMp4Header(reader: ByteReader): Promise<AudioHeader> {
  let hasMediaBefore = false;
  let typeBytes = 0;
  let offset = 0;
  for (let count = 0; count < MAX_BOXES; count += 1) {
    const head = await reader.read(offset, BOX_HEADER_BYTES);
    const box = parseBoxHeader(head, 0, reader.sizeBytes - offset);
    if (!box) break;
    if (box.type === 'ftyp' && offset === 0) typeBytes = box.sizeBytes;
    if (box.type === 'mdat') hasMediaBefore = true;
    if (box.type === 'moov') {
      if (box.headerBytes !== 8 || box.sizeBytes > MAX_MOOV_BYTES) throw new AudioError('limits');
      const moov = Buffer.from(await reader.readWhole(offset, box.sizeBytes));
      const header = describeTracks(moov);
      if (!hasMediaBefore) return header;
      // A box that reached to the end of the file no longer does.
      moov.writeUInt32BE(moov.length, 0);
      shiftChunkOffsets(moov, { from: typeBytes, to: offset });
      const range = { before: typeBytes, moovStart: offset, moovEnd: offset + moov.length };
      return { ...header, reordered: { ...range, moov } };
    }
    offset += box.sizeBytes;
  }
  throw new AudioError('broken');
}

/** Adds the size of the index to all positions in the part of the file that it is put before. */
function shiftChunkOffsets(moov: Buffer, part: { from: number; to: number }): void {
  const isMoved = (position: number) => position >= part.from && position < part.to;
  for (const track of tracksIn(moov)) {
    const table = findBox(moov, track, 'mdia', 'minf', 'stbl');
    if (!table) continue;
    for (const [type, bytes] of [
      ['stco', 4],
      ['co64', 8],
    ] as const) {
      const list = findBox(moov, table, type);
      if (!list || list.end - list.start < 8) continue;
      const start = list.start + 8;
      const count = Math.min(
        moov.readUInt32BE(list.start + 4),
        Math.floor((list.end - start) / bytes),
      );
      for (let at = start; at < start + count * bytes; at += bytes) {
        const position = bytes === 4 ? moov.readUInt32BE(at) : Number(moov.readBigUInt64BE(at));
        if (!isMoved(position)) continue;
        const moved = position + moov.length;
        if (bytes === 8) moov.writeBigUInt64BE(BigInt(moved), at);
        else if (moved <= 0xffff_ffff) moov.writeUInt32BE(moved, at);
        else throw new AudioError('limits');
      }
    }
  }
}

/** The file with its index in front, read in ranges; it is never whole in memory or on a disk. */
export function readReordered(
  source: AudioSource,
  { before, moov, moovStart, moovEnd }: NonNullable<AudioHeader['reordered']>,
): Readable {
  async function* parts() {
    if (before > 0) yield* readPart(source, 0, before);
    yield moov;
    yield* readPart(source, before, moovStart);
    yield* readPart(source, moovEnd, source.sizeBytes);
  }
  return Readable.from(parts(), { objectMode: false });
}

async function* readPart(source: AudioSource, start: number, end: number): AsyncGenerator<Buffer> {
  let bytesLeft = end - start;
  if (bytesLeft <= 0) return;
  for await (const chunk of (await source.read({ start, end })) as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, bytesLeft);
    yield part;
    bytesLeft -= part.length;
    if (bytesLeft === 0) return;
  }
}
