import test from 'ava';
import {
  type AudioAnalyzer,
  createAudioAnalyzer,
  sniffFormat,
} from '../../../worker/audio/index.ts';
import { analyzeBytes, outcomeOf } from './analyze.ts';
import {
  hourOfSilence,
  millionBoxes,
  millionBoxesInIndex,
  millionChunks,
  millionTagFrames,
  nestedBoxes,
  oneHertzWav,
  randomBytes,
  withLength,
} from './hostile.ts';
import { memorySource } from './memory-source.ts';
import { encode, ffmpegPath } from './sounds.ts';
import { makeWav, riffChunk, wavFile, wavFormat } from './wav-files.ts';

const HOUR_SECONDS = 3_600;
const MINUTE_MS = 60_000;
const FORMATS = [
  ...['wav', 'aiff', 'flac', 'mp3', 'aac', 'm4a', 'webm'],
  ...['ogg_vorbis', 'ogg_opus', 'ogg_flac'],
];

const analyzers = [ffmpegPath, null].map((each) =>
  createAudioAnalyzer({ ffmpegPath: each, limits: { maxDurationMs: 2 * MINUTE_MS } }),
) as [AudioAnalyzer, AudioAnalyzer];
test.after.always(() => Promise.all(analyzers.map((each) => each.close())));

/** What both decoders make of a file. */
const outcomesOf = (bytes: Buffer) =>
  Promise.all(analyzers.map((each) => outcomeOf(analyzeBytes(each, bytes))));

/** As a job would that believes its row. */
const outcomesAs = (bytes: Buffer, format: string) =>
  Promise.all(
    analyzers.map((each) =>
      outcomeOf(
        each.analyze(
          memorySource(bytes),
          { format, contentType: 'audio/x', isAudio: true },
          { signal: new AbortController().signal },
        ),
      ),
    ),
  );

test.serial('a WAV at 1 Hz is a day long', async (t) => {
  t.deepEqual(await outcomesOf(oneHertzWav(86_400)), ['too_long', 'too_long']);
  t.deepEqual(await outcomesOf(oneHertzWav(10)), ['limits', 'limits']);
});

test.serial('44 KB of FLAC that are an hour end at the limit', async (t) => {
  const bomb = await hourOfSilence(ffmpegPath);
  t.true(bomb.length < 50_000);
  t.deepEqual(await outcomesOf(bomb), ['too_long', 'too_long']);
  t.deepEqual(await outcomesOf(withLength(bomb, HOUR_SECONDS * 44_100)), ['too_long', 'too_long']);
  // The header says a second.
  t.deepEqual(await outcomesOf(withLength(bomb, 44_100)), ['too_long', 'too_long']);
});

test.serial('the decoded bytes have a limit of their own', async (t) => {
  const flac = await encode(makeWav(5), 'flac');
  for (const each of [ffmpegPath, null]) {
    const analyzer = createAudioAnalyzer({ ffmpegPath: each, limits: { maxOutputBytes: 100_000 } });
    // Known from the header, and found out.
    t.is(await outcomeOf(analyzeBytes(analyzer, flac)), 'limits');
    t.is(await outcomeOf(analyzeBytes(analyzer, withLength(flac, 0))), 'limits');
    await analyzer.close();
  }
});

test.serial('more channels than ears and rates than clocks are refused', async (t) => {
  const data = riffChunk('data', Buffer.alloc(200_000));
  for (const [format, outcome] of [
    [{ sampleRate: 44_100, channels: 200 }, 'limits'],
    [{ sampleRate: 4_000_000_000 }, 'limits'],
    [{ sampleRate: 0 }, 'broken'],
    [{ sampleRate: 44_100, channels: 0 }, 'broken'],
    [{ sampleRate: 44_100, bits: 0 }, 'broken'],
    [{ sampleRate: 44_100, tag: 0x2000 }, 'no_decoder'],
  ] as const) {
    const file = wavFile(riffChunk('fmt ', wavFormat(format)), data);
    t.deepEqual(await outcomesOf(file), [outcome, outcome], JSON.stringify(format));
  }
});

test.serial('a million chunks, boxes or frames cost no more than the limit', async (t) => {
  t.deepEqual(await outcomesOf(millionChunks()), ['limits', 'limits']);
  t.deepEqual(await outcomesOf(millionBoxes()), ['broken', 'broken']);
  t.deepEqual(await outcomesOf(millionBoxesInIndex()), ['not_audio', 'not_audio']);
  t.deepEqual(await outcomesOf(nestedBoxes(1_000_000)), ['not_audio', 'not_audio']);
});

test.serial('a million tag frames cost the tags, not the sound', async (t) => {
  const file = millionTagFrames(await encode(makeWav(1), 'mp3'));
  for (const analyzer of analyzers) {
    const { tags, durationMs } = await analyzeBytes(analyzer, file);
    t.is(tags.title, null);
    t.true(Math.abs(durationMs - 1_000) <= 50, `${durationMs}`);
  }
});

test.serial('sizes that lie are taken for what is there', async (t) => {
  const SECOND = 44_100 * 4;
  const format = riffChunk('fmt ', wavFormat({ sampleRate: 44_100 }));
  for (const size of [0, 0xffff_ffff, 0x7fff_ffff, SECOND * 100])
    for (const analyzer of analyzers) {
      const file = wavFile(format, riffChunk('data', Buffer.alloc(SECOND), size));
      const { durationMs } = await analyzeBytes(analyzer, file);
      t.true(Math.abs(durationMs - 1_000) <= 50, `${analyzer.decoder} ${size}: ${durationMs}`);
    }
});

test.serial('a truncated file is as long as what is left, or broken', async (t) => {
  const wav = makeWav(3);
  for (const [extension, ...args] of [
    ['wav'],
    ['aiff'],
    ['flac'],
    ['mp3'],
    ['ogg', '-c:a', 'libvorbis'],
    ['opus'],
    ['webm', '-c:a', 'libopus'],
  ] as const) {
    const file = await encode(wav, extension, ...args);
    for (const analyzer of analyzers) {
      const half = analyzeBytes(analyzer, file.subarray(0, file.length / 2));
      const durationMs = await half.then(
        (analysis) => analysis.durationMs,
        () => null,
      );
      const isPossible = analyzer.decoder === 'ffmpeg' || extension !== 'webm';
      if (isPossible)
        t.true(durationMs! > 500 && durationMs! < 2_600, `${extension} ${durationMs}`);
      else t.is(await outcomeOf(half), 'no_decoder');
      const head = await outcomeOf(analyzeBytes(analyzer, file.subarray(0, 30)));
      t.true(['broken', 'not_audio', 'no_decoder'].includes(head), `${extension} ${head}`);
    }
  }
  const m4a = await encode(wav, 'm4a', '-c:a', 'alac');
  t.deepEqual(await outcomesOf(m4a.subarray(0, m4a.length / 2)), ['broken', 'broken']);
});

test.serial('what is no sound is none, whatever it is called', async (t) => {
  t.is(sniffFormat(Buffer.from('PK\x03\x04')).format, 'zip');
  for (const bytes of [
    Buffer.from('PK\x03\x04', 'latin1'),
    Buffer.alloc(0),
    Buffer.alloc(100_000),
    Buffer.from('<!doctype html>'),
    randomBytes(100_000, 7),
  ]) {
    t.deepEqual(await outcomesOf(bytes), ['not_audio', 'not_audio']);
    for (const format of FORMATS)
      for (const outcome of await outcomesAs(bytes, format))
        t.true(['broken', 'not_audio', 'no_decoder'].includes(outcome), `${format} ${outcome}`);
  }
});

test.serial('headers without sound are broken', async (t) => {
  const wav = makeWav(1);
  t.deepEqual(await outcomesOf(wav.subarray(0, 44)), ['broken', 'broken']);
  const flac = await encode(wav, 'flac');
  t.deepEqual(await outcomesOf(flac.subarray(0, 42)), ['broken', 'broken']);
  // An index whose sound is missing: ffmpeg decodes nothing and exits with 0.
  const m4a = await encode(wav, 'm4a', '-movflags', '+faststart');
  const sound = m4a.indexOf('mdat');
  t.deepEqual(await outcomesOf(m4a.subarray(0, sound + 4)), ['broken', 'no_decoder']);
});
