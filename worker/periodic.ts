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
export function periodically(
  everyMs: number,
  work: (signal: AbortSignal) => Promise<void>,
): Periodic {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    while (!signal.aborted) {
      await work(signal);
      await wait(everyMs, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
