import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import {
  createLedger,
  hasLedger,
  isApplied,
  readLedger,
  recordProgress,
  statementsOf,
} from './ledger.ts';
import { type LockWait, retryUntilLocked } from './lock-wait.ts';
import { withPostgresSchemaLock } from './schema-lock.ts';

/**
 * Each version in one transaction, which has the schema lock and looks at the ledger again once
 * it has it: several migrators of a database share the versions out. The lock ends with its
 * transaction, for behind a pooler a session's lock can remain on a connection that others get.
 * @returns the versions that were applied now
 */
export async function migratePostgres(
  knex: Knex,
  migrations: readonly Migration[],
  target: MigrationTarget,
  lockWait: LockWait,
): Promise<number[]> {
  if (!(await hasLedger(knex))) await withPostgresSchemaLock(knex, createLedger);
  const ledger = await readLedger(knex, migrations);
  const applied: number[] = [];
  for (const migration of migrations) {
    if (ledger.get(migration.version)?.applied_at) continue;
    const isDone = await retryUntilLocked(`${migration.version} ${migration.name}`, lockWait, () =>
      apply(knex, migration, target, lockWait),
    );
    if (isDone) applied.push(migration.version);
  }
  return applied;
}

/** The schema of ours in a customer database. Its owner can have created it, and no other may be. */
export async function createCustomerSchema(knex: Knex): Promise<void> {
  if (await hasCustomerSchema(knex)) return;
  await withPostgresSchemaLock(knex, async (trx) => {
    if (!(await hasCustomerSchema(trx))) await trx.raw('CREATE SCHEMA vektra');
  });
}

async function hasCustomerSchema(knex: Knex): Promise<boolean> {
  const { rows } = await knex.raw(`SELECT 1 FROM pg_namespace WHERE nspname = 'vektra'`);
  return rows.length > 0;
}

/** @returns whether it was applied now; else another migrator has done so */
function apply(
  knex: Knex,
  migration: Migration,
  target: MigrationTarget,
  { attemptMs }: LockWait,
): Promise<boolean> {
  return withPostgresSchemaLock(knex, async (trx) => {
    if (await isApplied(trx, migration)) return false;
    await trx.raw(`SET LOCAL lock_timeout = ${attemptMs}`);
    const statements = statementsOf(migration, knex, target);
    for (const sql of statements) await trx.raw(sql);
    await recordProgress(trx, migration, statements.length, Date.now());
    return true;
  });
}
