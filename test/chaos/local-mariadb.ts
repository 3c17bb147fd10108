import path from 'node:path';
import { startRunMariadb } from '../helpers/run-mariadb.ts';

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** A MariaDB of this process's own, for guilds' own databases. */
export async function startLocalMariadb(): Promise<{ stop(): Promise<void> }> {
  const { variables, stop } = await startRunMariadb(CACHE);
  Object.assign(process.env, variables);
  return { stop };
}
