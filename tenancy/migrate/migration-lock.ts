import type { Knex } from 'knex';
import type { Engine } from '../types.ts';

const LOCK_KEY = 7_305_112;

/**
 * One migrator a place at a time. The lock belongs to a connection, so a killed migrator gives it
 * back (Knex's own migrator keeps it in a table, where a kill leaves it for ever).
 */
export async function withMigrationLock<T>(
  knex: Knex,
  engine: Engine,
  work: () => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  const run = (sql: string) => knex.raw(sql).connection(connection);
  try {
    await run(
      engine === 'postgres'
        ? `SELECT pg_advisory_lock(${LOCK_KEY})`
        : `SELECT GET_LOCK('${LOCK_KEY}', 60)`,
    );
    return await work();
  } finally {
    await run(
      engine === 'postgres'
        ? `SELECT pg_advisory_unlock(${LOCK_KEY})`
        : `SELECT RELEASE_LOCK('${LOCK_KEY}')`,
    ).catch(() => {});
    await knex.client.releaseConnection(connection);
  }
}
