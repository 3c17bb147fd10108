import test from 'ava';
import {
  choosePostedFile,
  MAX_POSTED_BYTES,
  toAttachmentName,
} from '../../domain/files/posted-file.ts';

const MIB = 1_024 ** 2;

const createRow = (format: string, sizeBytes: number, fields: object = {}) => ({
  id: '0192f0c1-7a00-7000-8000-000000000001',
  name: 'glass.wav',
  format,
  size_bytes: String(sizeBytes),
  store: 'eu-uk',
  sealed_key: 'vault:v1:x',
  ...fields,
});
const copy = (sizeBytes: number) =>
  createRow('ogg_opus', sizeBytes, { id: '0192f0c1-7a00-8000-8000-000000000002' });

/** What is posted, in short. */
const choose = (...rows: Parameters<typeof choosePostedFile>) => {
  const posted = choosePostedFile(...rows);
  return posted && [posted.isCopy ? 'copy' : 'original', posted.attachment.name];
};

test('a file is posted up to Discord’s limit; if it does not play there, its copy', (t) => {
  const plays = { needs_copy: null };
  t.deepEqual(choose(createRow('wav', MAX_POSTED_BYTES), plays, undefined), [
    'original',
    'glass.wav',
  ]);
  t.is(choose(createRow('wav', MAX_POSTED_BYTES + 1), plays, undefined), null);
  t.is(choose(createRow('wav', 0), plays, undefined), null);
  const needsCopy = { needs_copy: 'format' };
  const alac = { name: 'glass.m4a' };
  t.deepEqual(choose(createRow('m4a', MIB, alac), needsCopy, copy(MIB)), ['copy', 'glass.ogg']);
  t.deepEqual(choose(createRow('aiff', 90 * MIB), needsCopy, copy(MIB)), ['copy', 'glass.wav.ogg']);
  t.is(choose(createRow('aiff', 90 * MIB), needsCopy, copy(11 * MIB)), null);
  // Without a decoder there is no copy: it can be downloaded.
  t.deepEqual(choose(createRow('aiff', MIB, { name: 'glass.aif' }), undefined, undefined), [
    'original',
    'glass.aif',
  ]);
  const exact = createRow('mp3', MIB, { name: 'glass.mp3' });
  t.deepEqual(choose(exact, { needs_copy: 'seek' }, copy(MIB)), ['original', 'glass.mp3']);
});

test('what is no sound, or not where a row says, is not posted', (t) => {
  for (const format of ['image', 'pdf', 'text', 'zip'])
    t.is(choose(createRow(format, MIB), undefined, undefined), null);
  t.is(choose(createRow('wav', MIB, { format: null }), undefined, undefined), null);
  t.is(choose(createRow('wav', MIB, { sealed_key: 'x' }), undefined, undefined), null);
});

test('an attachment’s name is one that Discord keeps, and plays by', (t) => {
  for (const [name, expected] of [
    ['Glass Horizon – Take 2.wav', 'Glass_Horizon__Take_2.wav'],
    ['glass', 'glass.wav'],
    ['glass.mp3', 'glass.mp3.wav'],
    ['Glass.WAV', 'Glass.wav'],
    ['SPOILER_glass.wav', 'glass.wav'],
    ['_SPOILER_glass.wav', 'glass.wav'],
    ['Ünïcödé 東京.wav', 'Ünïcödé_東京.wav'],
    ['🎵.wav', 'file.wav'],
    ['...', 'file.wav'],
    ['@everyone <b>.wav', 'everyone_b.wav'],
    [`${'x'.repeat(300)}.wav`, `${'x'.repeat(80)}.wav`],
  ] as const)
    t.is(toAttachmentName(name, ['wav', 'wave']), expected);
  t.is(toAttachmentName('a.b c', []), 'a.bc');
});
