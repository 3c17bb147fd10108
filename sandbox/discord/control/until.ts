import { ControlError, count } from './operation.ts';

export const timeoutMs = count.max(120_000).default(10_000);

/** Resolves with the first value that `watch` gives; rejects with TIMEOUT after the time. */
export function until<T>(
  ms: number,
  what: string,
  watch: (done: (value: T) => void) => () => void,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(
    () => reject(new ControlError(408, 'TIMEOUT', `Nothing in ${ms} ms: ${what}`)),
    ms,
  );
  const stop = watch(resolve);
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}
