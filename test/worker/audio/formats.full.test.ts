import { buffer } from 'node:stream/consumers';
import test from 'ava';
import { createAudioAnalyzer, sniffFormat } from '../../../worker/audio/index.ts';
import { analyzeBytes, outcomeOf } from './analyze.ts';
import { memorySource } from './memory-source.ts';
import { encode, ffmpegPath } from './sounds.ts';
import { makeWav, riffChunk, wavFile, wavFormat } from './wav-files.ts';

const SECONDS = 3;
const DURATION_MS = SECONDS * 1_000;
const TOLERANCE_MS = 50;
const WAV = makeWav(SECONDS);

const byFfmpeg = createAudioAnalyzer({ ffmpegPath });
const builtIn = createAudioAnalyzer({ ffmpegPath: null });
test.after.always(() => Promise.all([byFfmpeg.close(), builtIn.close()]));

const TAGS = [
  ...['-metadata', 'title=Glass', '-metadata', 'artist=Ann & Bo', '-metadata', 'album=Windows'],
  ...['-metadata', 'genre=Techno', '-metadata', 'TSRC=DE-A12-26-00001', '-metadata', 'TBPM=128'],
];

/** The same sound, in every format. */
const FORMATS: Record<
  string,
  {
    extension: string;
    args?: string[];
    format: string;
    codec: string;
    needsCopy?: 'format' | 'seek';
    bitsPerSample?: number;
    sampleRate?: number;
    /** Whether the samples are those of the WAV. */
    isExact?: true;
    needsFfmpeg?: true;
  }
> = {
  'WAV, 24 bits': {
    ...{ extension: 'wav', args: ['-c:a', 'pcm_s24le'], format: 'wav', codec: 'pcm_s24le' },
    ...{ bitsPerSample: 24, isExact: true },
  },
  'WAV, floats': {
    ...{ extension: 'wav', args: ['-c:a', 'pcm_f32le'], format: 'wav', codec: 'pcm_f32le' },
    ...{ bitsPerSample: 32, isExact: true },
  },
  'WAV, 64-bit floats': {
    ...{ extension: 'wav', args: ['-c:a', 'pcm_f64le'], format: 'wav', codec: 'pcm_f64le' },
    ...{ bitsPerSample: 64, isExact: true, needsCopy: 'format' },
  },
  RF64: {
    ...{ extension: 'wav', args: ['-rf64', 'always'], format: 'wav', codec: 'pcm_s16le' },
    ...{ bitsPerSample: 16, isExact: true },
  },
  AIFF: {
    ...{ extension: 'aiff', format: 'aiff', codec: 'pcm_s16be', needsCopy: 'format' },
    ...{ bitsPerSample: 16, isExact: true },
  },
  'AIFF-C, little-endian': {
    ...{ extension: 'aiff', args: ['-c:a', 'pcm_s16le'], format: 'aiff', codec: 'pcm_s16le' },
    ...{ bitsPerSample: 16, isExact: true, needsCopy: 'format' },
  },
  FLAC: { extension: 'flac', format: 'flac', codec: 'flac', bitsPerSample: 16, isExact: true },
  'FLAC, 24 bits': {
    ...{ extension: 'flac', args: ['-sample_fmt', 's32'], format: 'flac', codec: 'flac' },
    ...{ bitsPerSample: 24, isExact: true },
  },
  'FLAC in Ogg': {
    ...{ extension: 'oga', args: ['-c:a', 'flac'], format: 'ogg_flac', codec: 'flac' },
    ...{ bitsPerSample: 16, isExact: true, needsCopy: 'format' },
  },
  ALAC: {
    ...{ extension: 'm4a', args: ['-c:a', 'alac'], format: 'm4a', codec: 'alac' },
    ...{ bitsPerSample: 16, isExact: true, needsCopy: 'format', needsFfmpeg: true },
  },
  'ALAC, index in front': {
    ...{ extension: 'm4a', args: ['-c:a', 'alac', '-movflags', '+faststart'], format: 'm4a' },
    ...{ codec: 'alac', bitsPerSample: 16, isExact: true, needsCopy: 'format', needsFfmpeg: true },
  },
  AAC: { extension: 'm4a', format: 'm4a', codec: 'aac', needsFfmpeg: true },
  'AAC in fragments': {
    ...{ extension: 'm4a', args: ['-movflags', '+frag_keyframe+empty_moov'], format: 'm4a' },
    ...{ codec: 'aac', needsFfmpeg: true },
  },
  'AAC in ADTS': {
    ...{ extension: 'aac', format: 'aac', codec: 'aac', needsCopy: 'seek', needsFfmpeg: true },
  },
  MP3: { extension: 'mp3', args: ['-b:a', '192k'], format: 'mp3', codec: 'mp3' },
  'MP3, constant without an index': {
    ...{
      extension: 'mp3',
      args: ['-b:a', '192k', '-write_xing', '0'],
      format: 'mp3',
      codec: 'mp3',
    },
  },
  'MP3, variable': { extension: 'mp3', args: ['-q:a', '5'], format: 'mp3', codec: 'mp3' },
  Vorbis: {
    ...{ extension: 'ogg', args: ['-c:a', 'libvorbis'], format: 'ogg_vorbis', codec: 'vorbis' },
  },
  Opus: {
    ...{ extension: 'opus', args: ['-c:a', 'libopus'], format: 'ogg_opus', codec: 'opus' },
    ...{ sampleRate: 48_000 },
  },
  WebM: {
    ...{ extension: 'webm', args: ['-c:a', 'libopus'], format: 'webm', codec: 'opus' },
    ...{ sampleRate: 48_000, needsFfmpeg: true },
  },
};

const original = Promise.all(
  [byFfmpeg, builtIn].map((analyzer) => analyzeBytes(analyzer, WAV)),
).then(([one, other]) => ({ one, other }) as const);

test.serial('a WAV has the same samples by ffmpeg and by the built-in decoder', async (t) => {
  const { one, other } = await original;
  t.is(one?.pcmHash, other?.pcmHash);
  t.regex(one?.pcmHash ?? '', /^[0-9a-f]{64}$/);
  t.deepEqual(one?.peaks, other?.peaks);
  t.is(one?.durationMs, DURATION_MS);
  t.is(byFfmpeg.decoder, 'ffmpeg');
  t.is(builtIn.decoder, 'built-in');
});

for (const [name, expected] of Object.entries(FORMATS)) {
  const file = encode(WAV, expected.extension, ...TAGS, ...(expected.args ?? []));
  file.catch(() => {});

  for (const [decoder, analyzer] of [
    ['ffmpeg', byFfmpeg],
    ['the built-in decoder', builtIn],
  ] as const)
    test.serial(`${name}, by ${decoder}`, async (t) => {
      const bytes = await file;
      const sniffed = sniffFormat(bytes.subarray(0, 65_536));
      t.is(sniffed.format, expected.format);
      if (analyzer === builtIn && expected.needsFfmpeg)
        return t.is(await outcomeOf(analyzeBytes(analyzer, bytes)), 'no_decoder');
      const analysis = await analyzeBytes(analyzer, bytes);
      t.like(analysis, {
        codec: expected.codec,
        sampleRate: expected.sampleRate ?? 44_100,
        channels: 2,
        bitsPerSample: expected.bitsPerSample ?? null,
        needsCopy: expected.needsCopy ?? null,
      });
      t.true(Math.abs(analysis.durationMs - DURATION_MS) <= TOLERANCE_MS, `${analysis.durationMs}`);
      t.deepEqual(
        analysis.peaks.map(({ length }) => length),
        [2_000, 2_000],
      );
      const pcmHash = (await original).one?.pcmHash ?? null;
      if (expected.isExact) t.is(analysis.pcmHash, pcmHash);
      else if (analyzer === builtIn) t.is(analysis.pcmHash, null);
      else t.not(analysis.pcmHash, pcmHash);
      if (analyzer === builtIn) t.is(analysis.loudnessLufs, null);
      else t.true(Math.abs((analysis.loudnessLufs ?? 0) + 8) < 0.5, `${analysis.loudnessLufs}`);
    });
}

test.serial('a sound has the loudness that EBU Tech 3341 expects', async (t) => {
  const SAMPLE_RATE = 48_000;
  const data = Buffer.alloc(10 * SAMPLE_RATE * 4);
  const level = 10 ** (-23 / 20) * 32_767;
  for (let at = 0; at < data.length; at += 4) {
    const sample = Math.round(level * Math.sin((2 * Math.PI * 1_000 * (at / 4)) / SAMPLE_RATE));
    data.writeInt16LE(sample, at);
    data.writeInt16LE(sample, at + 2);
  }
  const format = riffChunk('fmt ', wavFormat({ sampleRate: SAMPLE_RATE }));
  const { loudnessLufs } = await analyzeBytes(byFfmpeg, wavFile(format, riffChunk('data', data)));
  t.true(Math.abs((loudnessLufs ?? 0) + 23) <= 0.1, `${loudnessLufs}`);
});

test.serial('silence has no loudness, and peaks of 0', async (t) => {
  const format = riffChunk('fmt ', wavFormat({ sampleRate: 44_100, channels: 1 }));
  const silence = wavFile(format, riffChunk('data', Buffer.alloc(88_200)));
  const analysis = await analyzeBytes(byFfmpeg, silence);
  t.like(analysis, { loudnessLufs: null, durationMs: 1_000, channels: 1 });
  t.deepEqual(analysis.peaks, [new Uint8Array(2_000)]);
});

test.serial(
  'an MP3 of varying bit rate without an index needs a copy to be sought in',
  async (t) => {
    // One second of noise and four of silence: a browser takes the first for all of it.
    const uneven = Buffer.concat([makeWav(2), Buffer.alloc(4 * 44_100 * 8)]);
    uneven.writeUInt32LE(uneven.length - 44, 40);
    for (const [args, needsCopy] of [
      [[], null],
      [['-write_xing', '0'], 'seek'],
    ] as const) {
      const file = await encode(uneven, 'mp3', '-q:a', '2', ...args);
      for (const analyzer of [byFfmpeg, builtIn])
        t.is((await analyzeBytes(analyzer, file)).needsCopy, needsCopy);
    }
  },
);

test.serial('tags are read, whatever the container', async (t) => {
  for (const extension of ['mp3', 'flac', 'm4a', 'opus']) {
    const file = await encode(WAV, extension, ...TAGS);
    const { tags } = await analyzeBytes(byFfmpeg, file);
    t.like(
      tags,
      { title: 'Glass', artist: 'Ann & Bo', album: 'Windows', genre: 'Techno' },
      extension,
    );
    if (extension === 'mp3') t.like(tags, { bpm: 128, isrc: 'DEA122600001' });
  }
});

test.serial(
  'other tags and another container do not change the hash of a lossy encoding',
  async (t) => {
    const mp3 = await encode(WAV, 'mp3', '-b:a', '128k');
    const tagged = Buffer.concat([mp3, Buffer.from('TAG'.padEnd(128, '\0'), 'latin1')]);
    const [one, other] = await Promise.all(
      [mp3, tagged].map((each) => analyzeBytes(byFfmpeg, each)),
    );
    t.is(one?.pcmHash, other?.pcmHash);
  },
);

test.serial('a listening copy is Opus in Ogg, as long as the original', async (t) => {
  for (const [extension, ...args] of [['aiff'], ['m4a', '-c:a', 'alac'], ['mp3', '-q:a', '4']]) {
    const bytes = await encode(WAV, extension as string, ...TAGS, ...args);
    const copy = await byFfmpeg.createCopy(memorySource(bytes), sniffFormat(bytes), {
      signal: new AbortController().signal,
    });
    t.is(copy?.contentType, 'audio/ogg');
    const encoded = await buffer(copy!.body);
    t.is(sniffFormat(encoded).format, 'ogg_opus');
    const analysis = await analyzeBytes(builtIn, encoded);
    t.true(Math.abs(analysis.durationMs - DURATION_MS) <= TOLERANCE_MS, `${analysis.durationMs}`);
    t.like(analysis, { needsCopy: null, tags: { title: null, artist: null } });
  }
});

test.serial('without ffmpeg there is no copy', async (t) => {
  const copy = builtIn.createCopy(memorySource(WAV), sniffFormat(WAV), {
    signal: new AbortController().signal,
  });
  t.is(await copy, null);
});
