import { userInfo } from 'node:os';
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

/** Who acts, for the operator's audit. */
export const operatorName = (): string => `cli:${userInfo().username}`;
