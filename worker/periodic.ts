import { setTimeout as wait } from 'node:timers/promises';

/** Something that is done again and again. */
export interface Periodic {
  /** Begins nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Runs `work` at once and then again, `everyMs` after it ended: it never runs twice at a time, however
 * long it takes.
 * @param work must not reject; its signal aborts when it is to stop
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
