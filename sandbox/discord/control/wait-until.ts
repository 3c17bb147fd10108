import { ControlError, count } from './operation.ts';

export const timeoutMs = count.max(120_000).default(60_000);

/** Resolves with the first value that `watch` gives; rejects with TIMEOUT after the time. */
export function waitUntil<T>(
  ms: number,
  description: string,
  subscribe: (done: (value: T) => void) => () => void,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(
    () => reject(new ControlError(408, 'TIMEOUT', `Nothing in ${ms} ms: ${description}`)),
    ms,
  );
  const unsubscribe = subscribe(resolve);
  return promise.finally(() => {
    clearTimeout(timer);
    unsubscribe();
  });
}
