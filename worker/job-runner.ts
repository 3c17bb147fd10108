import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Logger,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Tenancy } from '../tenancy/index.ts';
import type { Log } from './log.ts';

/** Of the queue's connections: one listens, one is the sweeps'. */
const MORE_CONNECTIONS = 2;
const AGAIN_MS = 500;
const MAX_AGAIN_MS = 15_000;

export interface JobRunnerConfig {
  tenancy: Pick<Tenancy, 'jobPool'>;
  /** Jobs at once. */
  concurrency: number;
  taskList: TaskList;
}

/** The queue's runner, which is begun anew whenever it ended by itself. */
export interface JobRunner {
  /** The one that takes jobs now; null while there is none. */
  current(): Pick<Runner, 'addJob'> | null;
  /** Takes nothing new, finishes what it has. */
  stop(): Promise<void>;
}

/**
 * Runs jobs until stopped, through every absence of the control database: the queue's own runner ends
 * when a job that is done cannot be taken off the queue, and never takes one when its first look failed.
 * @returns when the first runner takes jobs, or when `stopped`
 */
export async function keepRunning(
  { tenancy, concurrency, taskList }: JobRunnerConfig,
  { log, stopped }: { log: Log; stopped: AbortSignal },
): Promise<JobRunner> {
  const options: RunnerOptions = {
    pgPool: tenancy.jobPool(concurrency + MORE_CONNECTIONS),
    concurrency,
    taskList,
    noHandleSignals: true,
    parsedCronItems: [],
    pollInterval: 2_000,
    // A batch that cannot be taken off the queue ends the runner; a single job, and nobody hears of it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message, meta) => {
      if (level !== 'error') return;
      const error = meta?.fatalError ?? meta?.error;
      log.error({ code: 'jobs', err: error ?? null }, ownWords(message));
    }),
  };
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, stopped]);
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let runner: Runner | null = null;
  /** Runners that end by themselves, once the jobs that they have are done: a move may take hours. */
  const ending = new Set<Promise<void>>();
  const first = Promise.withResolvers<void>();

  const running = (async () => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const begun = await begin(options, aborted);
        runner = begun.runner;
        failures = 0;
        first.resolve();
        await Promise.race([begun.ends, aborted]);
        if (signal.aborted) await end(runner);
        else {
          log.warn({ code: 'jobs_ended' }, 'jobs.ended');
          const rest = runner.promise.catch(() => {}).finally(() => ending.delete(rest));
          ending.add(rest);
        }
      } catch (error) {
        if (signal.aborted) break;
        failures += 1;
        log.warn({ code: codeOf(error), failures }, 'jobs.not_begun');
      }
      runner = null;
      const againMs = Math.min(MAX_AGAIN_MS, AGAIN_MS * 2 ** failures);
      await wait(againMs, undefined, { signal }).catch(() => {});
    }
    first.resolve();
  })();

  await first.promise;
  return {
    current: () => runner,
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(ending);
    },
  };
}

/**
 * Begins a runner and waits for its first look: what it learns there, or fails to, it keeps for good.
 * @returns the runner, and what resolves when it takes no more jobs
 */
async function begin(
  options: RunnerOptions,
  aborted: Promise<void>,
): Promise<{ runner: Runner; ends: Promise<void> }> {
  const events: WorkerEvents = new EventEmitter();
  const looked = Promise.withResolvers<void>();
  const ends = Promise.withResolvers<void>();
  looked.promise.catch(() => {});
  events.once('worker:getJob:empty', () => looked.resolve());
  events.once('job:start', () => looked.resolve());
  events.once('worker:getJob:error', ({ error }) => looked.reject(error));
  events.once('pool:gracefulShutdown', () => ends.resolve());
  const runner = await run({ ...options, events });
  try {
    await Promise.race([looked.promise, aborted]);
  } catch (error) {
    await end(runner);
    throw error;
  }
  return { runner, ends: ends.promise };
}

/** One that is ending already says so by an error; what else goes wrong then is told in the log. */
const end = (runner: Runner): Promise<void> =>
  runner
    .stop()
    .catch(() => runner.promise)
    .catch(() => {});

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? 'network');

/** What the queue says, without what a driver or a task said: that may hold values. */
const ownWords = (message: string): string => message.split(/:| with error /, 1)[0] ?? '';
