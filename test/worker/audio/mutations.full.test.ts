import test from 'ava';
import { createAudioAnalyzer, sniffFormat } from '../../../worker/audio/index.ts';
import { outcomeOf } from './analyze.ts';
import { children, threads } from './leftovers.ts';
import { memorySource } from './memory-source.ts';
import { encode, ffmpegPath } from './sounds.ts';
import { makeWav } from './wav-files.ts';

const MUTATIONS = 40;
const LIMITS = { maxDurationMs: 60_000, timeoutMs: 20_000 };
const CONCURRENCY = 2;

const FILES: Record<string, string[]> = {
  wav: [],
  aiff: [],
  flac: [],
  mp3: [],
  ogg: ['-c:a', 'libvorbis'],
  opus: [],
  m4a: ['-c:a', 'alac'],
  aac: [],
  webm: ['-c:a', 'libopus'],
};

/** The same numbers in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Some bytes changed, most of them in the headers; or a part cut out, doubled or overwritten. */
function mutate(bytes: Buffer, seed: number): Buffer {
  const random = createRandom(seed);
  const copy = Buffer.from(bytes);
  const changes = 1 + random(20);
  for (let count = 0; count < changes; count += 1)
    copy[random(random(2) ? 400 : copy.length)] = random(4) ? random(256) : 255 * random(2);
  const start = random(copy.length);
  const end = Math.min(copy.length, start + random(5_000));
  const kind = random(6);
  if (kind === 0) return Buffer.concat([copy.subarray(0, start), copy.subarray(end)]);
  if (kind === 1) return Buffer.concat([copy.subarray(0, end), copy.subarray(start)]);
  if (kind === 2) copy.fill(255 * random(2), start, end);
  return copy;
}

for (const path of [ffmpegPath, null])
  test.serial(
    `mutated files end with a code or an analysis, by ${path ? 'ffmpeg' : 'packages'}`,
    async (t) => {
      t.timeout(10 * 60_000);
      const analyzer = createAudioAnalyzer({ ffmpegPath: path, limits: LIMITS });
      const wav = makeWav(1);
      const outcomes = new Map<string, number>();
      for (const [extension, args] of Object.entries(FILES)) {
        const file = await encode(wav, extension, ...args);
        const sniffed = sniffFormat(file);
        const seeds = Array.from({ length: MUTATIONS }, (_, seed) => seed + 1);
        const work = async () => {
          for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) {
            const source = memorySource(mutate(file, seed));
            const analysis = analyzer.analyze(source, sniffed, {
              signal: new AbortController().signal,
            });
            const outcome = await outcomeOf(analysis);
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
            if (outcome !== 'analysed') continue;
            const { durationMs, peaks } = await analysis;
            t.true(durationMs <= LIMITS.maxDurationMs, `${extension} ${seed}`);
            t.true(peaks.length >= 1 && peaks.length <= 2, `${extension} ${seed}`);
          }
        };
        await Promise.all(Array.from({ length: CONCURRENCY }, work));
      }
      t.log(Object.fromEntries(outcomes));
      t.true((outcomes.get('analysed') ?? 0) > MUTATIONS);
      await analyzer.close();
      t.deepEqual(children(), []);
      t.deepEqual(threads(), []);
    },
  );
