import test from 'ava';
import { type StartedTestApp, startApp } from './app.ts';

/**
 * One app for all tests of a file, started by the first that needs it; each test has its own
 * labels.
 */
export function sharedApp(
  options: Parameters<typeof startApp>[1] = {},
): () => Promise<StartedTestApp> {
  const teardowns: (() => unknown)[] = [];
  let app: Promise<StartedTestApp> | undefined;
  test.after.always('the app is stopped', async () => {
    for (const end of teardowns.toReversed()) await end();
  });
  return () => (app ??= startApp({ teardown: (end) => void teardowns.push(end) }, options));
}
