import type { Knex } from 'knex';
import { type LockWait, retryUntilLocked } from './lock-wait.ts';

/**
 * Distributes the tables of a region that are not distributed yet, if it is a Citus cluster; see
 * migration 023. That is so for tables of later versions, and when the extension was added later.
 * @param knex as the schema's owner
 * @throws MigrationLockError, the driver's error
 */
export async function distributeTables(knex: Knex, lockWait: LockWait): Promise<void> {
  await retryUntilLocked('distribute_tables', lockWait, () =>
    knex.transaction(async (trx) => {
      await trx.raw(`SET LOCAL lock_timeout = ${lockWait.attemptMs}`);
      await trx.raw('SELECT vektra.distribute_tables()');
    }),
  );
}
