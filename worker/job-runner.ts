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

/** Connections beside those of jobs: one listens, one is for the sweeps. */
const EXTRA_CONNECTIONS = 2;
const RETRY_DELAY_MS = 500;
const MAX_RETRY_DELAY_MS = 15_000;

export interface JobRunnerConfig {
  tenancy: Pick<Tenancy, 'createJobPool'>;
  /** Jobs at once. */
  concurrency: number;
  taskList: TaskList;
}

/** The queue's runner, which is restarted whenever it ends unexpectedly. */
export interface JobRunner {
  /** The runner that takes jobs at present; null while there is none. */
  current(): Pick<Runner, 'addJob'> | null;
  /** Takes no new jobs and finishes those that run. */
  stop(): Promise<void>;
}

/**
 * Runs jobs until stopped, also across outages of the control database: graphile-worker's runner
 * ends when a finished job cannot be removed, and never takes one when its first poll failed.
 * @returns when the first runner takes jobs, or when `stopped`
 */
export async function startJobRunner(
  { tenancy, concurrency, taskList }: JobRunnerConfig,
  { log, stopSignal }: { log: Log; stopSignal: AbortSignal },
): Promise<JobRunner> {
  const options: RunnerOptions = {
    pgPool: tenancy.createJobPool(concurrency + EXTRA_CONNECTIONS),
    concurrency,
    taskList,
    noHandleSignals: true,
    parsedCronItems: [],
    pollInterval: 2_000,
    // Without batches a job that cannot be removed fails silently; with them it ends the runner.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message, meta) => {
      if (level !== 'error') return;
      const error = meta?.fatalError ?? meta?.error;
      log.error({ code: 'jobs', err: error ?? null }, redactMessage(message));
    }),
  };
  const stopController = new AbortController();
  const signal = AbortSignal.any([stopController.signal, stopSignal]);
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let runner: Runner | null = null;
  /** Runners that end once their jobs are done; a move may take hours. */
  const endingRunners = new Set<Promise<void>>();
  const firstStart = Promise.withResolvers<void>();

  const runLoop = (async () => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const started = await startRunner(options, aborted);
        runner = started.runner;
        failures = 0;
        firstStart.resolve();
        await Promise.race([started.ended, aborted]);
        if (signal.aborted) await stopRunner(runner);
        else {
          log.warn({ code: 'jobs_ended' }, 'jobs.ended');
          const finished = runner.promise
            .catch(() => {})
            .finally(() => endingRunners.delete(finished));
          endingRunners.add(finished);
        }
      } catch (error) {
        if (signal.aborted) break;
        failures += 1;
        log.warn({ code: errorCode(error), failures }, 'jobs.start_failed');
      }
      runner = null;
      const delayMs = Math.min(MAX_RETRY_DELAY_MS, RETRY_DELAY_MS * 2 ** failures);
      await wait(delayMs, undefined, { signal }).catch(() => {});
    }
    firstStart.resolve();
  })();

  await firstStart.promise;
  return {
    current: () => runner,
    async stop() {
      stopController.abort();
      await runLoop;
      await Promise.all(endingRunners);
    },
  };
}

/**
 * Starts a runner and waits for its first poll, whose result graphile-worker keeps for good.
 * @returns the runner, and what resolves when it takes no more jobs
 */
async function startRunner(
  options: RunnerOptions,
  aborted: Promise<void>,
): Promise<{ runner: Runner; ended: Promise<void> }> {
  const events: WorkerEvents = new EventEmitter();
  const firstPoll = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  firstPoll.promise.catch(() => {});
  events.once('worker:getJob:empty', () => firstPoll.resolve());
  events.once('job:start', () => firstPoll.resolve());
  events.once('worker:getJob:error', ({ error }) => firstPoll.reject(error));
  events.once('pool:gracefulShutdown', () => ended.resolve());
  const runner = await run({ ...options, events });
  try {
    await Promise.race([firstPoll.promise, aborted]);
  } catch (error) {
    await stopRunner(runner);
    throw error;
  }
  return { runner, ended: ended.promise };
}

/** A runner that is already ending rejects; other failures are logged. */
const stopRunner = (runner: Runner): Promise<void> =>
  runner
    .stop()
    .catch(() => runner.promise)
    .catch(() => {});

const errorCode = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? 'network');

/** The queue's message without the driver's or task's part, which may contain values. */
const redactMessage = (message: string): string => message.split(/:| with error /, 1)[0] ?? '';
