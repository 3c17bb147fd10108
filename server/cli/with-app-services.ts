import { userInfo } from 'node:os';
import type { Command } from 'commander';
import {
  type AppServices,
  BACKGROUND_STATEMENT_TIMEOUT_MS,
  createAppServices,
} from '../app-services.ts';
import { readEnv } from '../env.ts';
import { createLogger } from '../log.ts';

/** Runs an operator's command on the house's own doors, and closes them. */
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
 * Who acts, for the operators' audit: the account of the machine, and with `--as` the person. In a
 * container everybody is the same account.
 */
export function getOperatorName(command: Command): string {
  const { as } = command.optsWithGlobals<{ as?: string }>();
  return ['cli', userInfo().username, ...(as ? [as] : [])].join(':');
}

export const toOperatorActor = (command: Command) => {
  const name = getOperatorName(command);
  return { userId: name, name, signedInAt: null };
};
