import type { Knex } from 'knex';
import { CustomerStatementError } from '../customer-database/index.ts';

/** The same key for every release: migrators of two releases can meet. */
const POSTGRES_KEY = 7_305_112;
/** Lock names are those of the whole server, which other people's databases may share. */
const MYSQL_NAME = `CONCAT('vektra_migrate_', LEFT(SHA2(DATABASE(), 256), 32))`;
const MYSQL_TIMEOUT_SECONDS = 60;

/** Runs a statement on the connection that has the lock. @returns rows, fields */
export type RunOnConnection = (sql: string) => Promise<unknown>;

/**
 * Runs a transaction that only one process at a time can be in per database: migrations, and what
 * decides whose a customer database is. READ COMMITTED, so that what comes after the lock sees what
 * the one before has done.
 * @throws the driver's error after the pool's lock time-out
 */
export function withPostgresSchemaLock<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(
    async (trx) => {
      await trx.raw(`SELECT pg_advisory_xact_lock(${POSTGRES_KEY})`);
      return work(trx);
    },
    { isolationLevel: 'read committed' },
  );
}

/**
 * The same on MySQL, where DDL commits: the lock belongs to a connection, so a process that is
 * killed releases it (Knex's own migrator keeps it in a table, where it would remain after a kill).
 * @throws CustomerStatementError when another process has the lock for too long
 */
export async function withMysqlSchemaLock<T>(
  knex: Knex,
  work: (run: RunOnConnection) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  const run: RunOnConnection = async (sql) => knex.raw(sql).connection(connection);
  try {
    await acquireMysqlLock(run);
    return await work(run);
  } finally {
    await run(`SELECT RELEASE_LOCK(${MYSQL_NAME})`).catch(() => {});
    await knex.client.releaseConnection(connection);
  }
}

/** GET_LOCK does not fail after its timeout, it returns 0. */
async function acquireMysqlLock(run: RunOnConnection): Promise<void> {
  const sql = `SELECT GET_LOCK(${MYSQL_NAME}, ${MYSQL_TIMEOUT_SECONDS}) AS acquired`;
  const [[row]] = (await run(sql)) as [[{ acquired: unknown }]];
  if (Number(row.acquired) !== 1)
    throw new CustomerStatementError({ code: 'ER_LOCK_WAIT_TIMEOUT', errno: 1205 });
}
