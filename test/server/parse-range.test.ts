import test from 'ava';
import { parseRange } from '../../server/files/parse-range.ts';

const SIZE_BYTES = 100;

test('one range of bytes is read as RFC 9110 says', (t) => {
  const cases: [header: string, range: ReturnType<typeof parseRange>][] = [
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-', { start: 10, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    // The last bytes of a file that has fewer: all of it.
    ['bytes=-65536', { start: 0, end: 99 }],
    [' bytes=1-2 ', { start: 1, end: 2 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=999999999999999-', 'unsatisfiable'],
  ];
  for (const [header, range] of cases) t.deepEqual(parseRange(header, SIZE_BYTES), range, header);
});

test('what is no single range of bytes is ignored', (t) => {
  for (const header of [
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=1x-2',
    'bytes=0x1-2',
    'bytes=1e1-20',
    'bytes=--5',
    'bytes=-1-2',
    'bytes=+1-2',
    'bytes=1.5-2',
    'bytes=20-10',
    'bytes=0-1,3-4',
    `bytes=${'0-0,'.repeat(5_000)}`,
    `bytes=${'9'.repeat(16)}-`,
    `bytes=0-${'9'.repeat(400)}`,
    'items=0-1',
    'BYTES = 0-1',
    'bytes=\u0661-2',
    'bytes=0-1\r\nx: y',
  ])
    t.is(parseRange(header, SIZE_BYTES), null, header.slice(0, 40));
});

test('no range of an empty file can be answered', (t) => {
  for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1'])
    t.is(parseRange(header, 0), 'unsatisfiable', header);
});
