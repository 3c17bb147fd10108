import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { createLedger, readLedger, recordProgress, statementsOf } from './ledger.ts';
import type { LockWait } from './lock-wait.ts';
import { type RunOnConnection, withMysqlSchemaLock } from './schema-lock.ts';

/** Errors for a DDL statement that a killed run has already executed. */
const ALREADY_APPLIED_ERRORS = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_KEYNAME',
  'ER_DUP_FIELDNAME',
  'ER_MULTIPLE_PRI_KEY',
]);

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
  return withMysqlSchemaLock(knex, async (run) => {
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
