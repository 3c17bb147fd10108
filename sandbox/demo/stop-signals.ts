/**
 * Where npm's shell is bash, which runs a single command in its own process, npm passes a signal on
 * that the terminal has sent to the whole process group already: what comes this soon after the
 * first one is the same key press.
 */
const SAME_PRESS_MS = 500;

/**
 * The first signal asks to stop, one of a later key press to end at once.
 * @param handlers.onStop is called once
 * @param handlers.onForce is called for each further press
 * @param now milliseconds, of any beginning
 * @returns what each signal calls
 */
export function createStopHandler(
  handlers: { onStop(): void; onForce(): void },
  now: () => number,
): () => void {
  let stoppedAtMs: number | null = null;
  return () => {
    if (stoppedAtMs === null) {
      stoppedAtMs = now();
      handlers.onStop();
    } else if (now() - stoppedAtMs > SAME_PRESS_MS) handlers.onForce();
  };
}

/** Ctrl+C, or SIGTERM. */
export function handleStopSignals(handlers: { onStop(): void; onForce(): void }): void {
  const handle = createStopHandler(handlers, () => performance.now());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, handle);
}
