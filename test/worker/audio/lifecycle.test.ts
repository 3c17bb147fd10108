import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test from 'ava';
import {
  type AudioSource,
  createAudioAnalyzer,
  findFfmpeg,
  sniffFormat,
} from '../../../worker/audio/index.ts';
import { analyzeBytes, outcomeOf } from './analyze.ts';
import { children, threads } from './leftovers.ts';
import { memorySource } from './memory-source.ts';
import { encode, ffmpegPath } from './sounds.ts';
import { makeWav } from './wav-files.ts';

// One after the other: each looks for what it left running.

const WAV = makeWav(3);
const FLAC = await encode(WAV, 'flac');
const MARKER = 'VEKTRA_TEST_SECRET';
const DECODERS = [ffmpegPath, null];

const neverAborted = () => new AbortController().signal;

/** A file whose headers can be read, and that then says nothing more for ever. */
function stallingSource(
  bytes: Buffer,
): AudioSource & { stalled: Promise<void>; countOpen(): number } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const streams: Readable[] = [];
  return {
    sizeBytes: bytes.length,
    stalled: promise,
    countOpen: () => streams.filter(({ destroyed }) => !destroyed).length,
    async read(range) {
      if (range && range.end - range.start <= 65_536) return memorySource(bytes).read(range);
      const stream = new Readable({ read: () => resolve() });
      stream.push(bytes.subarray(range?.start ?? 0, 70_000));
      streams.push(stream);
      return stream;
    },
  };
}

for (const [what, bytes] of [
  ['FLAC', FLAC],
  ['WAV', WAV],
] as const)
  for (const path of DECODERS)
    test.serial(
      `${what}: an abort ends the analysis by ${path ? 'ffmpeg' : 'packages'}`,
      async (t) => {
        const analyzer = createAudioAnalyzer({ ffmpegPath: path });
        const source = stallingSource(bytes);
        const controller = new AbortController();
        const analysis = analyzer.analyze(source, sniffFormat(bytes), controller);
        await source.stalled;
        const reason = new Error('the worker is stopping');
        controller.abort(reason);
        t.is(await t.throwsAsync(analysis), reason);
        await analyzer.close();
        t.deepEqual(children(), []);
        t.deepEqual(threads(), []);
        t.is(source.countOpen(), 0);
      },
    );

for (const path of DECODERS) {
  const decoder = path ? 'ffmpeg' : 'packages';

  test.serial(`a file that does not come ends at the time limit, by ${decoder}`, async (t) => {
    const analyzer = createAudioAnalyzer({ ffmpegPath: path, limits: { timeoutMs: 200 } });
    const source = stallingSource(FLAC);
    const analysis = analyzer.analyze(source, sniffFormat(FLAC), { signal: neverAborted() });
    t.is(await outcomeOf(analysis), 'limits');
    await analyzer.close();
    t.deepEqual(children(), []);
    t.deepEqual(threads(), []);
    t.is(source.countOpen(), 0);
  });

  test.serial(`closing ends what is under way, by ${decoder}`, async (t) => {
    const analyzer = createAudioAnalyzer({ ffmpegPath: path });
    const source = stallingSource(FLAC);
    const analysis = analyzer.analyze(source, sniffFormat(FLAC), { signal: neverAborted() });
    const ended = t.throwsAsync(analysis, { name: 'AbortError' });
    await source.stalled;
    await analyzer.close();
    await ended;
    t.deepEqual(children(), []);
    t.deepEqual(threads(), []);
    // It starts nothing more.
    await t.throwsAsync(analyzeBytes(analyzer, FLAC), { name: 'AbortError' });
  });

  test.serial(`the store's error comes out as it is, by ${decoder}`, async (t) => {
    const analyzer = createAudioAnalyzer({ ffmpegPath: path });
    const failure = Object.assign(new Error('the bucket is away'), { code: 'ECONNRESET' });
    const failing = (when: 'opening' | 'reading'): AudioSource => ({
      sizeBytes: FLAC.length,
      async read(range) {
        if (range) return memorySource(FLAC).read(range);
        if (when === 'opening') throw failure;
        return Readable.from(
          (async function* () {
            yield FLAC.subarray(0, 70_000);
            throw failure;
          })(),
          { objectMode: false },
        );
      },
    });
    for (const when of ['opening', 'reading'] as const) {
      const analysis = analyzer.analyze(failing(when), sniffFormat(FLAC), {
        signal: neverAborted(),
      });
      t.is(await t.throwsAsync(analysis), failure, when);
    }
    await analyzer.close();
    t.deepEqual(children(), []);
    t.deepEqual(threads(), []);
  });
}

test.serial(
  'ffmpeg runs with limits, with a low priority, and without our variables',
  async (t) => {
    process.env[MARKER] = 'not to be seen';
    t.teardown(() => delete process.env[MARKER]);
    const analyzer = createAudioAnalyzer({
      ffmpegPath,
      limits: { timeoutMs: 40_000, memoryBytes: 400 * 1024 * 1024 },
    });
    const source = stallingSource(FLAC);
    const analysis = analyzer.analyze(source, sniffFormat(FLAC), { signal: neverAborted() });
    analysis.catch(() => {});
    await source.stalled;
    const read = (name: string) => readFileSync(`/proc/${children()[0]}/${name}`, 'utf8');
    // The limits are set by a program that then becomes ffmpeg.
    while (!read('cmdline').split('\0')[0]?.endsWith('bin/ffmpeg')) await nextTurn();
    const limits = read('limits');
    t.regex(limits, /Max cpu time +40 +40 /);
    t.regex(limits, /Max address space +419430400 +419430400 /);
    t.regex(limits, /Max core file size +0 +0 /);
    t.is(Number(read('stat').split(') ')[1]?.split(' ')[16]), 10);
    t.false(read('environ').includes(MARKER));
    t.true(read('cmdline').includes('-protocol_whitelist\0pipe\0'));
    await analyzer.close();
  },
);

test.serial('without prlimit a file is analysed all the same', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-path-'));
  const { PATH } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });
  // What the launcher of an unpacked ffmpeg needs.
  symlinkSync('/usr/bin/dirname', path.join(folder, 'dirname'));
  process.env.PATH = folder;
  const analyzer = createAudioAnalyzer({ ffmpegPath });
  t.is((await analyzeBytes(analyzer, FLAC)).durationMs, 3_000);
  await analyzer.close();
});

test.serial('a copy that nobody reads to its end leaves nothing behind', async (t) => {
  const analyzer = createAudioAnalyzer({ ffmpegPath });
  const source = stallingSource(FLAC);
  const copy = await analyzer.createCopy(source, sniffFormat(FLAC), { signal: neverAborted() });
  await source.stalled;
  const closed = once(copy!.body, 'close');
  copy!.body.destroy();
  await closed;
  await analyzer.close();
  t.deepEqual(children(), []);
  t.is(source.countOpen(), 0);
});

test.serial('a copy fails through its stream: aborted, away, broken', async (t) => {
  const analyzer = createAudioAnalyzer({ ffmpegPath });
  const drain = async (body: Readable) => {
    for await (const _ of body);
  };
  const controller = new AbortController();
  const source = stallingSource(FLAC);
  const copy = await analyzer.createCopy(source, sniffFormat(FLAC), controller);
  const drained = drain(copy!.body);
  drained.catch(() => {});
  await source.stalled;
  controller.abort(new Error('enough'));
  await t.throwsAsync(drained, { message: 'enough' });

  const empty = FLAC.subarray(0, 42);
  const broken = await analyzer.createCopy(memorySource(empty), sniffFormat(empty), {
    signal: neverAborted(),
  });
  await t.throwsAsync(drain(broken!.body), { name: 'AudioError', message: 'broken' });
  await analyzer.close();
  t.deepEqual(children(), []);
});

test.serial('a program that is missing, or is not ffmpeg, is an error with a code', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-ffmpeg-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const program = path.join(folder, 'ffmpeg');
  const outcome = async () => {
    const analyzer = createAudioAnalyzer({ ffmpegPath: program });
    const result = await outcomeOf(analyzeBytes(analyzer, WAV));
    await analyzer.close();
    return result;
  };
  t.is(await findFfmpeg(folder), null);
  t.true(['broken', 'no_decoder'].includes(await outcome()));
  writeFileSync(program, '#!/bin/sh\necho glass\n');
  t.is(await findFfmpeg(folder), null);
  chmodSync(program, 0o755);
  t.is(await findFfmpeg(`relative:/nowhere:${folder}`), program);
  t.is(await outcome(), 'broken');
  t.deepEqual(children(), []);
});
