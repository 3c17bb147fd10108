import type { Knex } from 'knex';
import { CustomerStatementError } from '../customer-database/index.ts';
import type { Engine } from '../types.ts';

const POSTGRES_LOCK_KEY = 7_305_112;
/** MySQL's lock names are those of the whole server, which other people's databases may share. */
const MYSQL_LOCK_NAME = `CONCAT('vektra_migrate_', LEFT(SHA2(DATABASE(), 256), 32))`;
const MYSQL_LOCK_TIMEOUT_SECONDS = 60;

/** Runs a statement on the connection that has the migration lock. @returns MySQL: rows, fields */
export type RunOnConnection = (sql: string) => Promise<unknown>;

/**
 * One migrator per database at a time. The lock belongs to a connection, so a killed migrator
 * releases it (Knex's own migrator keeps it in a table, where it would remain after a kill).
 * @throws when another migrator has the lock for too long: the driver's error (Postgres, after
 *   `lock_timeout`) or CustomerStatementError (MySQL, which has customer databases only)
 */
export async function withMigrationLock<T>(
  knex: Knex,
  engine: Engine,
  work: (run: RunOnConnection) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  const run: RunOnConnection = async (sql) => knex.raw(sql).connection(connection);
  try {
    await (engine === 'postgres'
      ? run(`SELECT pg_advisory_lock(${POSTGRES_LOCK_KEY})`)
      : acquireMysqlLock(run));
    return await work(run);
  } finally {
    await run(
      engine === 'postgres'
        ? `SELECT pg_advisory_unlock(${POSTGRES_LOCK_KEY})`
        : `SELECT RELEASE_LOCK(${MYSQL_LOCK_NAME})`,
    ).catch(() => {});
    await knex.client.releaseConnection(connection);
  }
}

/** GET_LOCK does not fail after its timeout, it returns 0. */
async function acquireMysqlLock(run: RunOnConnection): Promise<void> {
  const sql = `SELECT GET_LOCK(${MYSQL_LOCK_NAME}, ${MYSQL_LOCK_TIMEOUT_SECONDS}) AS acquired`;
  const [[row]] = (await run(sql)) as [[{ acquired: unknown }]];
  if (Number(row.acquired) !== 1)
    throw new CustomerStatementError({ code: 'ER_LOCK_WAIT_TIMEOUT', errno: 1205 });
}
