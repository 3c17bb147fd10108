import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { pipeline, type Readable } from 'node:stream';
import { AudioError } from '../audio-error.ts';
import type { AudioLimits } from '../types.ts';

/** Serving and delivering come first. */
const PRIORITY = 10;
/** Of its reports; only the last line counts. */
const REPORT_BYTES = 4_096;
/** ffmpeg's own code when a signal told it to end, as the limit of CPU time does. */
const ENDED_BY_SIGNAL = 255;

export interface FfmpegOptions {
  ffmpegPath: string;
  /** The program that sets limits, from util-linux; null: there is none, and only we bound it. */
  prlimitPath: string | null;
  limits: AudioLimits;
}

/** An ffmpeg of its own for one file. */
export interface FfmpegProcess {
  /** What it writes to `pipe:1`. */
  output: Readable;
  /** The end of what it writes to `pipe:3`. */
  readonly report: string;
  /**
   * Resolves when it has ended well and its pipes are closed. Never an unhandled rejection.
   * @throws AudioError `broken`, `limits`, `no_decoder`
   * @throws the input's error, unchanged, the signal's reason, and what `kill` was given
   */
  finished: Promise<void>;
  /** Ends it; the first reason counts. */
  kill(reason: unknown): void;
}

/**
 * Starts ffmpeg with pipes only. Address space and CPU time are limited by `prlimit` where it is
 * found; its wall time, and by its readers its output, by us.
 * @param input opened after the start, so that nothing is opened for a process that is not there
 */
export function startFfmpeg(
  options: FfmpegOptions,
  args: readonly string[],
  { input, signal }: { input: () => Readable | Promise<Readable>; signal: AbortSignal },
): FfmpegProcess {
  const child = spawnLimited(options, args);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Whoever stops reading the output does not always wait for the end.
  promise.catch(() => {});
  let failure: { reason: unknown } | null = null;
  let report = '';

  const kill = (reason: unknown) => {
    failure ??= { reason };
    child.kill('SIGKILL');
  };
  const onAbort = () => kill(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const timer = setTimeout(() => kill(new AudioError('limits')), options.limits.timeoutMs);
  const [stdin, stdout, , reports] = child.stdio as unknown as [
    NonNullable<ChildProcess['stdin']>,
    Readable,
    null,
    Readable,
  ];

  const stdinClosed = new Promise<void>((closed) => {
    stdin.once('close', () => closed());
  });

  const settle = (end: () => void) => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    if (failure) reject(failure.reason);
    else end();
  };
  child.once('error', (cause) => {
    failure ??= { reason: new AudioError('no_decoder', { cause }) };
    stdout.destroy();
    settle(() => {});
  });
  child.once('close', async (code, endedBy) => {
    // Node does not wait for it. With it goes the input.
    await stdinClosed;
    settle(() => {
      if (code === 0) resolve();
      else reject(new AudioError(isLimit(code, endedBy) ? 'limits' : 'broken'));
    });
  });
  reports.on('data', (chunk: Buffer) => {
    report = (report + chunk.toString('latin1')).slice(-REPORT_BYTES);
  });
  reports.on('error', () => {});
  // It closes its input when it has read enough: writing on is then no failure.
  stdin.on('error', () => {});
  feed(input, stdin).catch(kill);

  return {
    output: stdout,
    get report() {
      return report;
    },
    finished: promise,
    kill,
  };
}

const isLimit = (code: number | null, endedBy: NodeJS.Signals | null): boolean =>
  code === ENDED_BY_SIGNAL || endedBy === 'SIGKILL' || endedBy === 'SIGXCPU';

function spawnLimited(
  { ffmpegPath, prlimitPath, limits }: FfmpegOptions,
  args: readonly string[],
): ChildProcess {
  const [program, ...rest] = prlimitPath
    ? [
        prlimitPath,
        `--as=${limits.memoryBytes}`,
        `--cpu=${Math.ceil(limits.timeoutMs / 1_000)}`,
        '--core=0',
        ffmpegPath,
        ...args,
      ]
    : [ffmpegPath, ...args];
  const { NODE_ENV, PATH, LD_LIBRARY_PATH } = process.env;
  const child: ChildProcess = spawn(program as string, rest, {
    cwd: '/',
    // It needs none of our secrets.
    env: { NODE_ENV, PATH, LD_LIBRARY_PATH, LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  try {
    if (child.pid) setPriority(child.pid, PRIORITY);
  } catch {
    // It has already ended.
  }
  return child;
}

/**
 * Opens the input and writes it; closes it when the process closes its end, because it has read
 * enough or has ended.
 * @throws the input's error
 */
async function feed(
  input: () => Readable | Promise<Readable>,
  stdin: NonNullable<ChildProcess['stdin']>,
): Promise<void> {
  let readable: Readable | null = null;
  let isClosed = false;
  const onClosed = () => {
    isClosed = true;
    readable?.destroy();
  };
  stdin.once('error', onClosed).once('close', onClosed);
  readable = await input();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  readable.once('error', (error) => {
    if (!isClosed) reject(error);
  });
  pipeline(readable, stdin, () => resolve());
  if (isClosed) readable.destroy();
  await promise;
}
