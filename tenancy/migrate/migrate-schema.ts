import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { TenancyError } from '../errors.ts';
import { withMigrationLock } from './migration-lock.ts';

/** MySQL's answers for a DDL statement that a killed run had already done. */
const ALREADY_APPLIED_ERRORS = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_KEYNAME',
  'ER_DUP_FIELDNAME',
  'ER_MULTIPLE_PRI_KEY',
]);

/**
 * Brings one place to the newest schema. The ledger has one row a version, with the number of its
 * statements that are done: Postgres runs a version in one transaction, MySQL commits at every
 * statement and resumes after the last one.
 * @param knex as the schema's owner
 * @returns the versions that were applied now
 * @throws TenancyError `schema_newer` when the place was migrated by a newer Vektra
 */
export async function migrateSchema(
  knex: Knex,
  migrations: readonly Migration[],
  target: MigrationTarget,
): Promise<number[]> {
  return withMigrationLock(knex, target.engine, async () => {
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
      await apply(knex, migration, target, row?.statements_done ?? 0);
      applied.push(migration.version);
    }
    return applied;
  });
}

async function apply(
  knex: Knex,
  migration: Migration,
  target: MigrationTarget,
  statementsDone: number,
): Promise<void> {
  const statements = statementsOf(migration, knex, target);
  const record = (db: Knex, count: number, appliedAt: number | null) =>
    db('schema_ledger')
      .insert({
        version: migration.version,
        name: migration.name,
        statements_done: count,
        applied_at: appliedAt,
      })
      .onConflict('version')
      .merge();

  if (target.engine === 'postgres') {
    await knex.transaction(async (trx) => {
      for (const sql of statements) await trx.raw(sql);
      await record(trx, statements.length, Date.now());
    });
    return;
  }
  for (let index = statementsDone; index < statements.length; index++) {
    try {
      await knex.raw(statements[index] as string);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (index !== statementsDone || !ALREADY_APPLIED_ERRORS.has(code)) throw error;
    }
    await record(knex, index + 1, null);
  }
  await record(knex, statements.length, Date.now());
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
