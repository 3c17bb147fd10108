import { setTimeout as wait } from 'node:timers/promises';

/** Work that is repeated until it is stopped. */
export interface Periodic {
  /** Starts no further run and waits for the current one. */
  stop(): Promise<void>;
}

/**
 * Runs `work` at once and again `intervalMs` after each end, so that it never overlaps.
 * @param work must not reject; its signal is aborted by `stop`
 */
export function startPeriodic(
  intervalMs: number,
  work: (signal: AbortSignal) => Promise<void>,
): Periodic {
  const stopController = new AbortController();
  const { signal } = stopController;
  const runLoop = (async () => {
    while (!signal.aborted) {
      await work(signal);
      await wait(intervalMs, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopController.abort();
      await runLoop;
    },
  };
}
