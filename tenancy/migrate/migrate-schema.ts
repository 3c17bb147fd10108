import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { TenancyError } from '../errors.ts';
import { type LockWait, ONE_ATTEMPT, retryUntilLocked } from './lock-wait.ts';
import { type RunOnConnection, withMigrationLock } from './migration-lock.ts';

/** MySQL's errors for a DDL statement that a killed run has already executed. */
const ALREADY_APPLIED_ERRORS = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_KEYNAME',
  'ER_DUP_FIELDNAME',
  'ER_MULTIPLE_PRI_KEY',
]);

/**
 * Brings one database to the newest schema. The ledger has one row per version, with the number of
 * statements that are done: Postgres runs a version in one transaction, MySQL commits at every
 * statement and resumes after the last one.
 * @param knex as the schema's owner
 * @param lockWait retries are for Postgres only: MySQL has customer databases only
 * @returns the versions that were applied now
 * @throws TenancyError `schema_newer` when the database was migrated by a newer Vektra
 * @throws MigrationLockError when `lockWait` has retries; otherwise the driver's error
 */
export async function migrateSchema(
  knex: Knex,
  migrations: readonly Migration[],
  target: MigrationTarget,
  lockWait: LockWait = ONE_ATTEMPT,
): Promise<number[]> {
  return withMigrationLock(knex, target.engine, async (run) => {
    if (!(await knex.schema.hasTable('schema_ledger'))) {
      await knex.schema.createTable('schema_ledger', (table) => {
        table.integer('version').primary();
        table.string('name', 64).notNullable();
        table.integer('statements_done').notNullable();
        table.bigInteger('applied_at');
      });
    }
    const ledger = new Map(
      (await knex('schema_ledger').select()).map((row) => [row.version as number, row]),
    );
    const newest = migrations.at(-1)?.version ?? 0;
    if ([...ledger.keys()].some((version) => version > newest))
      throw new TenancyError('schema_newer', null);

    const applied: number[] = [];
    for (const migration of migrations) {
      const row = ledger.get(migration.version);
      if (row?.applied_at) continue;
      await (target.engine === 'postgres'
        ? applyToPostgres(knex, migration, target, lockWait)
        : withMysqlLockTimeout(run, lockWait, () =>
            applyToMysql(knex, run, migration, target, row?.statements_done ?? 0),
          ));
      applied.push(migration.version);
    }
    return applied;
  });
}

async function applyToPostgres(
  knex: Knex,
  migration: Migration,
  target: MigrationTarget,
  lockWait: LockWait,
): Promise<void> {
  const statements = statementsOf(migration, knex, target);
  await retryUntilLocked(`${migration.version} ${migration.name}`, lockWait, () =>
    knex.transaction(async (trx) => {
      await trx.raw(`SET LOCAL lock_timeout = ${lockWait.attemptMs}`);
      for (const sql of statements) await trx.raw(sql);
      await recordProgress(trx, migration, statements.length, Date.now());
    }),
  );
}

async function applyToMysql(
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
async function withMysqlLockTimeout(
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

/** @param appliedAt epoch ms; null: not all statements are done */
async function recordProgress(
  knex: Knex,
  { version, name }: Migration,
  statementsDone: number,
  appliedAt: number | null,
): Promise<void> {
  await knex('schema_ledger')
    .insert({ version, name, statements_done: statementsDone, applied_at: appliedAt })
    .onConflict('version')
    .merge();
}

/** Question marks inside SQL text are not bindings here. */
const escapeQuestionMarks = (sql: string) => sql.replaceAll('?', '\\?');

function statementsOf(migration: Migration, knex: Knex, target: MigrationTarget): string[] {
  const built = migration.up(knex, target);
  if (Array.isArray(built)) return built.map(escapeQuestionMarks);
  return (built as Knex.SchemaBuilder)
    .toSQL()
    .map(({ sql }: { sql: string }) => escapeQuestionMarks(sql));
}
