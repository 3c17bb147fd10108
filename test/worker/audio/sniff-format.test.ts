import { gzipSync } from 'node:zlib';
import test from 'ava';
import { sniffFormat } from '../../../worker/audio/index.ts';
import { box, randomBytes } from './hostile.ts';
import { makeWav } from './wav-files.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const oggPage = (packet: string) =>
  Buffer.concat([latin1('OggS'), Buffer.alloc(22), Buffer.from([1, 30]), latin1(packet)]);
const ebml = (docType: string, codec: string) =>
  Buffer.concat([latin1(`\x1aE\xdf\xa3\x9fB\x82\x84${docType}`), Buffer.alloc(100), latin1(codec)]);
const mp4 = (brand: string, ...boxes: Buffer[]) =>
  Buffer.concat([box('ftyp', latin1(brand)), ...boxes]);
/** 128 kbit/s at 44.1 kHz, joint stereo: 417 bytes a frame. */
const mp3Frames = (count: number) =>
  Buffer.concat(
    Array.from({ length: count }, () =>
      Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]),
    ),
  );
/** 44.1 kHz, stereo, 16 bytes a frame. */
const adtsFrames = (count: number) =>
  Buffer.concat(
    Array.from({ length: count }, () =>
      Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), Buffer.alloc(9)]),
    ),
  );
const id3 = (sizeBytes: number) =>
  Buffer.concat([
    latin1('ID3\x04\0\0'),
    Buffer.from([0, 0, sizeBytes >> 7, sizeBytes & 127]),
    Buffer.alloc(sizeBytes),
  ]);

const SOUNDS: Record<string, [contentType: string, ...heads: Buffer[]]> = {
  wav: ['audio/wav', makeWav(0.1), latin1('RF64\xff\xff\xff\xffWAVEds64')],
  aiff: ['audio/aiff', latin1('FORM\0\0\0\0AIFFCOMM'), latin1('FORM\0\0\0\0AIFCFVER')],
  flac: ['audio/flac', latin1('fLaC\0\0\0\x22'), Buffer.concat([id3(300), latin1('fLaC')])],
  mp3: [
    'audio/mpeg',
    mp3Frames(4),
    Buffer.concat([id3(300), mp3Frames(4)]),
    id3(300).subarray(0, 50),
  ],
  aac: ['audio/aac', adtsFrames(4), Buffer.concat([id3(300), adtsFrames(4)])],
  ogg_vorbis: ['audio/ogg', oggPage('\x01vorbis\0')],
  ogg_opus: ['audio/ogg', oggPage('OpusHead\x01')],
  ogg_flac: ['audio/ogg', oggPage('\x7fFLAC\x01')],
  m4a: [
    'audio/mp4',
    mp4('M4A '),
    mp4('isom'),
    mp4('mp42', box('moov', box('hdlr', latin1('\0\0\0\0\0\0\0\0soun')))),
  ],
  webm: ['audio/webm', ebml('webm', 'A_OPUS')],
};

test('sounds are known by their first bytes', (t) => {
  for (const [format, [contentType, ...heads]] of Object.entries(SOUNDS))
    for (const head of heads)
      t.deepEqual(sniffFormat(head), { format, contentType, isAudio: true }, format);
});

test('what is no sound has a content type that no browser runs', (t) => {
  const expected: [format: string, contentType: string, head: Buffer][] = [
    ['zip', 'application/zip', latin1('PK\x03\x04\x14\0')],
    ['pdf', 'application/pdf', latin1('%PDF-1.7')],
    ['image', 'image/png', latin1('\x89PNG\r\n\x1a\n')],
    ['image', 'image/jpeg', latin1('\xff\xd8\xff\xe0')],
    ['image', 'image/webp', latin1('RIFF\0\0\0\0WEBP')],
    ['image', 'image/avif', mp4('avif')],
    ['video', 'video/mp4', mp4('isom', box('hdlr', latin1('\0\0\0\0\0\0\0\0vide')))],
    ['video', 'video/webm', ebml('webm', 'V_VP9')],
    ['text', 'text/plain', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['text', 'text/plain', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
    ['text', 'text/plain', Buffer.from('grüß')],
    // Its last character is cut off.
    ['text', 'text/plain', Buffer.from('grüß').subarray(0, -1)],
    ['ogg', 'application/octet-stream', oggPage('Speex   ')],
    ['other', 'application/octet-stream', latin1('RIFF\0\0\0\0AVI LIST')],
    ['other', 'application/octet-stream', ebml('matroska', 'A_OPUS')],
    ['other', 'application/octet-stream', mp4('crx ')],
    ['other', 'application/octet-stream', gzipSync('glass')],
    ['other', 'application/octet-stream', latin1('MZ\x90\0\x03')],
    ['other', 'application/octet-stream', latin1('<html>\0')],
    ['other', 'application/octet-stream', Buffer.alloc(0)],
    ['other', 'application/octet-stream', Buffer.alloc(1_000)],
  ];
  for (const [format, contentType, head] of expected)
    t.deepEqual(sniffFormat(head), { format, contentType, isAudio: false }, String(head));
});

test('one frame header by chance is no sound', (t) => {
  t.is(sniffFormat(mp3Frames(1)).format, 'other');
  t.is(sniffFormat(Buffer.concat([mp3Frames(1), randomBytes(50_000, 3)])).format, 'other');
  for (let seed = 1; seed <= 20; seed += 1)
    t.false(sniffFormat(randomBytes(65_536, seed)).isAudio, `seed ${seed}`);
});

test('every head is accepted, however short', (t) => {
  for (const [, ...heads] of Object.values(SOUNDS))
    for (const head of heads)
      for (let length = 0; length < Math.min(head.length, 100); length += 1)
        t.is(typeof sniffFormat(head.subarray(0, length)).format, 'string');
});
