import type { ExecutionContext } from 'ava';
import type { StartedTestApp } from './app.ts';
import { type Child, startChild } from './child-process.ts';

/** One of the package's commands, with nothing in its environment but what is given. */
export const startCommand = (
  t: ExecutionContext,
  command: string,
  variables: Record<string, string | undefined>,
): Child => startChild(t, ['server/main.ts', command], { PATH: process.env.PATH, ...variables });

/** The environment of a process as in production, against a test's servers. */
export const createProductionEnv = (app: StartedTestApp): Record<string, string> => ({
  ...app.variables,
  LOG_LEVEL: 'info',
  NODE_ENV: 'production',
  POOL_TIMEOUT_MS: '5000',
});
