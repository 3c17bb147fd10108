import test from 'ava';
import { cleanTags } from '../../../worker/audio/tags/clean-tags.ts';

test('texts are one line without control and formatting characters, of bounded length', (t) => {
  const { title } = cleanTags({ title: ' Glass\n\u202eevil\u0000 \u200b two\ud800 ' });
  t.is(title, 'Glass evil two');
  t.is(cleanTags({ title: '\u202e\n' }).title, null);
  t.is(cleanTags({ title: '𝄞'.repeat(1_000_000) }).title, '𝄞'.repeat(200));
  t.is(cleanTags({ artist: { toString: () => 'x' } }).artist, null);
  t.is(cleanTags({ genre: ['Techno', 'House'] }).genre, 'Techno');
});

test('tempo and ISRC are taken only when they are ones', (t) => {
  t.is(cleanTags({ bpm: 127.996 }).bpm, 128);
  t.is(cleanTags({ bpm: '174' }).bpm, 174);
  for (const bpm of [0, -1, 1_000, Number.NaN, 'fast', null]) t.is(cleanTags({ bpm }).bpm, null);
  t.is(cleanTags({ isrc: ['de-a12-26-00001'] }).isrc, 'DEA122600001');
  for (const isrc of ['DEA12260000', 'DEA1226000012', '<script>', null])
    t.is(cleanTags({ isrc }).isrc, null);
});
