import { execFile } from 'node:child_process';
import { pipeline, type Readable, Transform } from 'node:stream';
import { promisify } from 'node:util';
import { AudioError } from '../audio-error.ts';
import { type FfmpegOptions, type FfmpegProcess, startFfmpeg } from './ffmpeg-process.ts';
import { AUDIO_TRACK, inputArguments } from './input-arguments.ts';

const run = promisify(execFile);

const ENCODER = 'libopus';
/** Nobody hears a difference from the original in stereo; 73 MB an hour. */
const BITS_PER_SECOND = 160_000;
/** Variable bit rate and pages: never twice as much. */
const MAX_BYTES_PER_SECOND = (2 * BITS_PER_SECOND) / 8;
const LIST_TIMEOUT_MS = 10_000;

/** Ogg can be written to a pipe and still has durations and positions; WebM's index cannot. */
export const COPY_CONTENT_TYPE = 'audio/ogg';

/** Whether this ffmpeg was built with the encoder. */
export async function hasCopyEncoder(ffmpegPath: string): Promise<boolean> {
  const { stdout } = await run(ffmpegPath, ['-hide_banner', '-loglevel', 'quiet', '-encoders'], {
    cwd: '/',
    timeout: LIST_TIMEOUT_MS,
    maxBuffer: 1_000_000,
  });
  return stdout.includes(` ${ENCODER} `);
}

/**
 * Encodes a listening copy, Opus in Ogg without tags.
 * @returns the copy as it is made, which fails as `process.finished` does
 */
export function encodeByFfmpeg(
  ffmpeg: FfmpegOptions,
  format: string,
  options: { input: () => Readable | Promise<Readable>; signal: AbortSignal },
): { body: Readable; process: FfmpegProcess } {
  const running = startFfmpeg(
    ffmpeg,
    [
      ...inputArguments(format, ffmpeg.limits.memoryBytes),
      ...['-map', AUDIO_TRACK, '-map_metadata', '-1', '-ac', '2', '-ar', '48000'],
      ...['-c:a', ENCODER, '-b:a', String(BITS_PER_SECOND)],
      ...['-progress', 'pipe:3', '-f', 'ogg', 'pipe:1'],
    ],
    options,
  );
  let bytesLeft = (ffmpeg.limits.maxDurationMs / 1_000) * MAX_BYTES_PER_SECOND;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      bytesLeft -= chunk.length;
      if (bytesLeft < 0) callback(new AudioError('limits'));
      else callback(null, chunk);
    },
    flush(callback) {
      running.finished.then(
        () => callback(hasSound(running.report) ? null : new AudioError('broken')),
        callback,
      );
    },
  });
  pipeline(running.output, body, (error) => {
    if (error) running.kill(error);
  });
  return { body, process: running };
}

/** Headers alone are an output too, with exit code 0. */
function hasSound(report: string): boolean {
  const last = report.lastIndexOf('out_time_us=');
  return last !== -1 && Number.parseInt(report.slice(last).split('=')[1] ?? '', 10) > 0;
}
