import test from 'ava';
import { readImageSize } from '../../../worker/track-info/image-size.ts';
import { makePng } from './images.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Segments before the frame: a header, a comment, a table, and bytes that fill up. */
const JPEG_SEGMENTS =
  '\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xfe\0\x05abc\xff\xc4\0\x04xy\xff';

const IMAGES: [contentType: string, bytes: Buffer, size: [number, number]][] = [
  ['image/png', makePng(30, 20), [30, 20]],
  ['image/gif', latin1('GIF89a\x2c\x01\xc8\0\0\0\0'), [300, 200]],
  ['image/webp', latin1('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc7\0\0'), [300, 200]],
  ['image/webp', latin1('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x2b\xc1\x31\0'), [300, 200]],
  [
    'image/webp',
    latin1('RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0'),
    [300, 200],
  ],
  ['image/jpeg', latin1('\xff\xd8\xff\xc0\0\x11\x08\0\xc8\x01\x2c\x03'), [300, 200]],
  [
    'image/jpeg',
    latin1(`\xff\xd8${JPEG_SEGMENTS}\xff\xc2\0\x11\x08\0\xc8\x01\x2c\x03`),
    [300, 200],
  ],
];

test('an image says its size', (t) => {
  for (const [contentType, bytes, [width, height]] of IMAGES)
    t.deepEqual(readImageSize(bytes, contentType), { width, height }, contentType);
});

test('one that ends within its header, or is another one, has none', (t) => {
  for (const [contentType, bytes] of IMAGES)
    for (let length = 0; length < 24; length++)
      t.notThrows(() => readImageSize(bytes.subarray(0, length), contentType));
  for (const [contentType, text] of [
    ['image/jpeg', '\xff\xd8\xff\xe0\0\0'],
    ['image/jpeg', '\xff\xd8\xff\xda\0\x04xynothing'],
    ['image/jpeg', `\xff\xd8${'\xff'.repeat(1_000_000)}`],
    ['image/webp', 'RIFF\0\0\0\0WEBPALPH\0\0\0\0\0\0\0\0\0\0\0\0\0\0'],
    ['image/svg+xml', '<svg width="1" height="1"/>'],
  ] as const)
    t.is(readImageSize(latin1(text), contentType), null, text.slice(0, 20));
});
