import type { ExecutionContext } from 'ava';
import { type Child, startChild } from './child.ts';
import type { StartedHouse } from './house.ts';

/** One of the package's commands, with nothing in its environment but what is given. */
export const startCommand = (
  t: ExecutionContext,
  what: string,
  variables: Record<string, string | undefined>,
): Child => startChild(t, ['server/main.ts', what], { PATH: process.env.PATH, ...variables });

/** The environment of a process as in production, against a test's servers. */
export const productionEnv = (house: StartedHouse): Record<string, string> => ({
  ...house.variables,
  LOG_LEVEL: 'info',
  NODE_ENV: 'production',
  POOL_TIMEOUT_MS: '5000',
});
