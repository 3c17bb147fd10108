import type { Readable } from 'node:stream';
import { decodeByPackages } from './built-in/decode.ts';
import { decodeByFfmpeg } from './ffmpeg/decode.ts';
import { COPY_CONTENT_TYPE, encodeByFfmpeg, hasCopyEncoder } from './ffmpeg/encode-copy.ts';
import type { FfmpegOptions } from './ffmpeg/ffmpeg-process.ts';
import { findProgram } from './find-ffmpeg.ts';
import { readReordered } from './headers/mp4.ts';
import { readHeader } from './headers/read-header.ts';
import type { AudioHeader } from './headers/types.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { readTags } from './tags/read-tags.ts';
import type { AudioAnalysis, AudioAnalyzer, AudioLimits, AudioSource } from './types.ts';

/** Of an estimated duration: what nobody notices while seeking. */
const ESTIMATE_TOLERANCE_MS = 1_000;
const ESTIMATE_TOLERANCE = 0.02;

/**
 * Analyses sound files in bounded time and memory, each in a process or thread of its own. How many
 * run at once is the caller's choice.
 * @param options.ffmpegPath absolute path; null: the built-in decoders, which have no AAC, ALAC and
 *   WebM, no loudness and no copies
 */
export function createAudioAnalyzer(options: {
  ffmpegPath: string | null;
  limits?: Partial<AudioLimits>;
}): AudioAnalyzer {
  const { ffmpegPath } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  /** Until it settles, `close` waits for it. */
  const track = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.then(
      () => {},
      () => {},
    );
    running.add(settled);
    settled.then(() => running.delete(settled));
    return work;
  };

  let ffmpeg: Promise<FfmpegOptions> | null = null;
  const prepareFfmpeg = (path: string): Promise<FfmpegOptions> => {
    ffmpeg ??= findProgram('prlimit').then((prlimitPath) => ({
      ffmpegPath: path,
      prlimitPath,
      limits,
    }));
    return ffmpeg;
  };
  let hasEncoder: boolean | null = null;

  async function analyze(
    ...[source, sniffed, { signal }]: Parameters<AudioAnalyzer['analyze']>
  ): Promise<AudioAnalysis> {
    const header = await readHeader(source, sniffed, { signal, limits });
    const decode = async () =>
      ffmpegPath
        ? decodeByFfmpeg(await prepareFfmpeg(ffmpegPath), sniffed.format, {
            input: () => openInput(source, header),
            signal,
          })
        : {
            ...(await decodeByPackages(source, sniffed.format, header, { limits, signal })),
            loudnessLufs: null,
          };
    // A sound that cannot be decoded ends the reading of its tags.
    const unneeded = new AbortController();
    const tags = readTags(source, sniffed, {
      limits,
      signal: AbortSignal.any([signal, unneeded.signal]),
    });
    // It may fail before anybody waits for it.
    tags.catch(() => {});
    try {
      const decoded = await decode();
      return {
        codec: header.codec,
        bitsPerSample: header.bitsPerSample,
        ...decoded,
        tags: await tags,
        needsCopy: whyCopy(header, decoded.durationMs),
      };
    } finally {
      unneeded.abort();
      await tags.catch(() => {});
    }
  }

  async function createCopy(
    ...[source, sniffed, { signal }]: Parameters<AudioAnalyzer['createCopy']>
  ): ReturnType<AudioAnalyzer['createCopy']> {
    if (!ffmpegPath) return null;
    hasEncoder ??= await hasCopyEncoder(ffmpegPath);
    if (!hasEncoder) return null;
    const header = await readHeader(source, sniffed, { signal, limits });
    const { body, process } = encodeByFfmpeg(await prepareFfmpeg(ffmpegPath), sniffed.format, {
      input: () => openInput(source, header),
      signal,
    });
    track(process.finished).catch(() => {});
    return { contentType: COPY_CONTENT_TYPE, body };
  }

  const untilClosed = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);
  return {
    decoder: ffmpegPath ? 'ffmpeg' : 'built-in',
    analyze: (source, format, { signal }) =>
      track(analyze(source, format, { signal: untilClosed(signal) })),
    createCopy: (source, format, { signal }) =>
      track(createCopy(source, format, { signal: untilClosed(signal) })),
    async close() {
      closing.abort();
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The file as a decoder can read it from a pipe. */
const openInput = (
  source: AudioSource,
  { reordered }: AudioHeader,
): Readable | Promise<Readable> => (reordered ? readReordered(source, reordered) : source.read());

function whyCopy(header: AudioHeader, durationMs: number): AudioAnalysis['needsCopy'] {
  if (!header.isPlayable) return 'format';
  const { isSeekable, estimatedDurationMs = durationMs } = header;
  const toleranceMs = Math.max(ESTIMATE_TOLERANCE_MS, ESTIMATE_TOLERANCE * durationMs);
  const isMisjudged = Math.abs(estimatedDurationMs - durationMs) > toleranceMs;
  return isSeekable && !isMisjudged ? null : 'seek';
}
