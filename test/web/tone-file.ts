import type { Page, Request, Route } from 'playwright-core';

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;
const SAMPLE_BYTES = 2;
const FRAME_BYTES = CHANNELS * SAMPLE_BYTES;
const HEADER_BYTES = 44;

/** A WAV file of one tone: 48 kHz, 16 bits, stereo, 192 kB a second. */
export function createTone(seconds: number): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + seconds * SAMPLE_RATE * FRAME_BYTES);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(CHANNELS, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * FRAME_BYTES, 28);
  file.writeUInt16LE(FRAME_BYTES, 32);
  file.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  file.write('data', 36);
  file.writeUInt32LE(file.length - HEADER_BYTES, 40);
  for (let offset = HEADER_BYTES, index = 0; offset < file.length; offset += FRAME_BYTES, index++) {
    const sample = Math.round(8_000 * Math.sin((2 * Math.PI * 440 * index) / SAMPLE_RATE));
    file.writeInt16LE(sample, offset);
    file.writeInt16LE(sample, offset + SAMPLE_BYTES);
  }
  return file;
}

/** Most bytes of one answer: a player that wants all of the file has to ask again and again. */
const ANSWER_BYTES = 256 * 1_024;

interface ToneServer {
  /** The first byte of each answer. */
  offsets: number[];
  /** Of all answers. */
  getSentBytes(): number;
  /** Answers with this status from now on; null: with the file. */
  failWith(status: number | null): void;
}

/** Answers an address of the page's own origin with a file, by ranges as a server does. */
export async function serveTone(page: Page, path: string, file: Buffer): Promise<ToneServer> {
  const offsets: number[] = [];
  let sentBytes = 0;
  let failure: number | null = null;
  await page.route(`**${path}`, async (route: Route, request: Request) => {
    if (failure !== null) return route.fulfill({ status: failure, body: '' });
    const range = /^bytes=(\d+)-(\d*)$/.exec((await request.headerValue('range')) ?? '');
    const start = Number(range?.[1] ?? 0);
    const asked = range?.[2] ? Number(range[2]) + 1 : file.length;
    const end = Math.min(asked, start + ANSWER_BYTES, file.length);
    offsets.push(start);
    sentBytes += end - start;
    await route.fulfill({
      status: 206,
      headers: {
        'content-type': 'audio/wav',
        'accept-ranges': 'bytes',
        'content-range': `bytes ${start}-${end - 1}/${file.length}`,
      },
      body: file.subarray(start, end),
    });
  });
  return { offsets, getSentBytes: () => sentBytes, failWith: (status) => (failure = status) };
}
