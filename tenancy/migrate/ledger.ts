import type { Knex } from 'knex';
import type { Migration, MigrationTarget } from '../../migrations/index.ts';
import { TenancyError } from '../errors.ts';

/**
 * The table of a database's migrations: one row per version, with the number of statements that are
 * done.
 */
const LEDGER = 'schema_ledger';

export interface LedgerRow {
  version: number;
  statements_done: number;
  /** Epoch ms; null: not all statements are done (MySQL). */
  applied_at: string | number | null;
}

/** Creates the table where it is missing; the caller has the schema lock. */
export async function createLedger(knex: Knex): Promise<void> {
  if (await hasLedger(knex)) return;
  await knex.schema.createTable(LEDGER, (table) => {
    table.integer('version').primary();
    table.string('name', 64).notNullable();
    table.integer('statements_done').notNullable();
    table.bigInteger('applied_at');
  });
}

export const hasLedger = (knex: Knex): Promise<boolean> => knex.schema.hasTable(LEDGER);

/**
 * The rows by version.
 * @throws TenancyError `schema_newer` when the database was migrated by a newer Vektra
 */
export async function readLedger(
  knex: Knex,
  migrations: readonly Migration[],
): Promise<Map<number, LedgerRow>> {
  const rows: LedgerRow[] = await knex(LEDGER).select('version', 'statements_done', 'applied_at');
  const newest = migrations.at(-1)?.version ?? 0;
  if (rows.some(({ version }) => version > newest)) throw new TenancyError('schema_newer', null);
  return new Map(rows.map((row) => [row.version, row]));
}

/** Whether a version has been applied as a whole. */
export async function isApplied(knex: Knex, { version }: Migration): Promise<boolean> {
  const row = await knex(LEDGER).where({ version }).first('applied_at');
  return Boolean(row?.applied_at);
}

/** @param appliedAt epoch ms; null: not all statements are done */
export async function recordProgress(
  knex: Knex,
  { version, name }: Migration,
  statementsDone: number,
  appliedAt: number | null,
): Promise<void> {
  await knex(LEDGER)
    .insert({ version, name, statements_done: statementsDone, applied_at: appliedAt })
    .onConflict('version')
    .merge();
}

/** Question marks inside SQL text are not bindings here. */
const escapeQuestionMarks = (sql: string) => sql.replaceAll('?', '\\?');

/** The statements of a migration on this kind of database. */
export function statementsOf(migration: Migration, knex: Knex, target: MigrationTarget): string[] {
  const built = migration.up(knex, target);
  if (Array.isArray(built)) return built.map(escapeQuestionMarks);
  return (built as Knex.SchemaBuilder)
    .toSQL()
    .map(({ sql }: { sql: string }) => escapeQuestionMarks(sql));
}
