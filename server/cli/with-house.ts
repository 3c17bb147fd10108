import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { compose, type House, UNATTENDED_MS } from '../compose.ts';
import { readEnv } from '../env.ts';
import { createLog } from '../log.ts';

/** Runs an operator's command on the house's own doors, and closes them. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const house = compose(readEnv(process.env, 'cli'), createLog('warn', 'vektra'), UNATTENDED_MS);
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/**
 * Who acts, for the operators' audit: the account of the machine, and with `--as` the person. In a
 * container everybody is the same account.
 */
export function operatorName(command: Command): string {
  const { as } = command.optsWithGlobals<{ as?: string }>();
  return ['cli', userInfo().username, ...(as ? [as] : [])].join(':');
}

export const operatorOf = (command: Command) => {
  const name = operatorName(command);
  return { userId: name, name };
};
