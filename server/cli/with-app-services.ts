import { userInfo } from 'node:os';
import type { Command } from 'commander';
import {
  type AppServices,
  BACKGROUND_STATEMENT_TIMEOUT_MS,
  createAppServices,
} from '../app-services.ts';
import { readEnv } from '../env.ts';
import { createLogger } from '../log.ts';

/** Runs an operator's command on app services of its own, which are closed afterwards. */
export async function withAppServices<T>(work: (services: AppServices) => Promise<T>): Promise<T> {
  const services = createAppServices(
    readEnv(process.env, 'cli'),
    createLogger('warn', 'vektra'),
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

/**
 * The operator's name in the audit log: the system account, and the person of `--as`. In a
 * container everybody uses the same account.
 */
export function getOperatorName(command: Command): string {
  const { as } = command.optsWithGlobals<{ as?: string }>();
  return ['cli', userInfo().username, ...(as ? [as] : [])].join(':');
}

export const toOperatorActor = (command: Command) => {
  const name = getOperatorName(command);
  return { userId: name, name, signedInAt: 'command-line' as const };
};
