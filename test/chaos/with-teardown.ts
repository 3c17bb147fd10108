type StopFunction = () => Promise<unknown>;

/** What was started, ended in the opposite order, also when the work is stopped in the middle. */
class Teardown {
  #stopFunctions: StopFunction[] = [];
  #isOver = false;

  /**
   * @throws when all was ended already: whatever was just started is ended, and the work with it
   */
  add = (stop: StopFunction): void => {
    if (this.#isOver) {
      void stop().catch(() => {});
      throw new Error('stopped');
    }
    this.#stopFunctions.push(stop);
  };

  async run(): Promise<void> {
    this.#isOver = true;
    for (const stop of this.#stopFunctions.reverse()) await stop().catch(() => {});
  }
}

/**
 * Runs work that registers what it starts; ends all of it when the work has ended or `signal` asks.
 * @throws what the work throws, or an error when it was asked to end
 */
export async function withTeardown<T>(
  signal: AbortSignal,
  start: (add: Teardown['add']) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const teardown = new Teardown();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  const work = start(teardown.add);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    await teardown.run();
    // Work that was left in the middle ends by itself: what it used is gone.
    work.catch(() => {});
  }
}
