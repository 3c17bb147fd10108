import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { CustomerStatementError } from '../customer-database/index.ts';
import { createLedger, readLedger, recordProgress, statementsOf } from './ledger.ts';
import type { LockWait } from './lock-wait.ts';

/** Errors for a DDL statement that a killed run has already executed. */
const ALREADY_APPLIED_ERRORS = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_KEYNAME',
  'ER_DUP_FIELDNAME',
  'ER_MULTIPLE_PRI_KEY',
]);

/** Lock names are those of the whole server, which other people's databases may share. */
const LOCK_NAME = `CONCAT('vektra_migrate_', LEFT(SHA2(DATABASE(), 256), 32))`;
const LOCK_TIMEOUT_SECONDS = 60;

/** Runs a statement on the connection that has the migration lock. @returns rows, fields */
type RunOnConnection = (sql: string) => Promise<unknown>;

/**
 * MySQL commits at every statement of DDL: a migration that was interrupted resumes after the last
 * one that the ledger knows.
 * @returns the versions that were applied now
 */
export function migrateMysql(
  knex: Knex,
  migrations: readonly Migration[],
  target: MigrationTarget,
  lockWait: LockWait,
): Promise<number[]> {
  return withMigrationLock(knex, async (run) => {
    await createLedger(knex);
    const ledger = await readLedger(knex, migrations);
    const applied: number[] = [];
    for (const migration of migrations) {
      const row = ledger.get(migration.version);
      if (row?.applied_at) continue;
      await withLockTimeout(run, lockWait, () =>
        apply(knex, run, migration, target, row?.statements_done ?? 0),
      );
      applied.push(migration.version);
    }
    return applied;
  });
}

async function apply(
  knex: Knex,
  run: RunOnConnection,
  migration: Migration,
  target: MigrationTarget,
  statementsDone: number,
): Promise<void> {
  const statements = statementsOf(migration, knex, target);
  for (let index = statementsDone; index < statements.length; index++) {
    try {
      await run(statements[index] as string);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (index !== statementsDone || !ALREADY_APPLIED_ERRORS.has(code)) throw error;
    }
    await recordProgress(knex, migration, index + 1, null);
  }
  await recordProgress(knex, migration, statements.length, Date.now());
}

/**
 * One migrator per database at a time. The lock belongs to a connection, so a killed migrator
 * releases it (Knex's own migrator keeps it in a table, where it would remain after a kill).
 * @throws CustomerStatementError when another migrator has the lock for too long
 */
async function withMigrationLock<T>(
  knex: Knex,
  work: (run: RunOnConnection) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  const run: RunOnConnection = async (sql) => knex.raw(sql).connection(connection);
  try {
    await acquireLock(run);
    return await work(run);
  } finally {
    await run(`SELECT RELEASE_LOCK(${LOCK_NAME})`).catch(() => {});
    await knex.client.releaseConnection(connection);
  }
}

/** GET_LOCK does not fail after its timeout, it returns 0. */
async function acquireLock(run: RunOnConnection): Promise<void> {
  const sql = `SELECT GET_LOCK(${LOCK_NAME}, ${LOCK_TIMEOUT_SECONDS}) AS acquired`;
  const [[row]] = (await run(sql)) as [[{ acquired: unknown }]];
  if (Number(row.acquired) !== 1)
    throw new CustomerStatementError({ code: 'ER_LOCK_WAIT_TIMEOUT', errno: 1205 });
}

/** The connection returns to its pool afterwards, whose limit is another one. */
async function withLockTimeout(
  run: RunOnConnection,
  { attemptMs }: LockWait,
  work: () => Promise<void>,
): Promise<void> {
  await run('SET @vektra_lock_wait_timeout = @@SESSION.lock_wait_timeout');
  await run(`SET SESSION lock_wait_timeout = ${Math.ceil(attemptMs / 1_000)}`);
  try {
    await work();
  } finally {
    await run('SET SESSION lock_wait_timeout = @vektra_lock_wait_timeout').catch(() => {});
  }
}
