import type { Knex } from 'knex';
import { isConnectionLost } from '../errors.ts';
import { discardOlderConnections } from './stale-connections.ts';

/**
 * Runs work once more, on a new connection, when the one it had was lost: an idle connection that
 * died unnoticed is not the caller's failure.
 * @param work may run twice, also when the first run has taken effect: a read, or an idempotent
 *   change
 */
export async function retryOnConnectionLoss<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    discardOlderConnections(knex);
    return work();
  }
}
