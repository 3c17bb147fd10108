import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { type LockWait, ONE_ATTEMPT } from './lock-wait.ts';
import { migrateMysql } from './migrate-mysql.ts';
import { migratePostgres } from './migrate-postgres.ts';

/**
 * Brings one database to the newest schema.
 * @param knex as the schema's owner
 * @param lockWait retries are for Postgres only: MySQL has customer databases only
 * @returns the versions that were applied now
 * @throws TenancyError `schema_newer` when the database was migrated by a newer Vektra
 * @throws MigrationLockError when `lockWait` has retries; otherwise the driver's error
 */
export function migrateSchema(
  knex: Knex,
  migrations: readonly Migration[],
  target: MigrationTarget,
  lockWait: LockWait = ONE_ATTEMPT,
): Promise<number[]> {
  const migrate = target.engine === 'postgres' ? migratePostgres : migrateMysql;
  return migrate(knex, migrations, target, lockWait);
}
