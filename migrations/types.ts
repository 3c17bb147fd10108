import type { Knex } from 'knex';

/** What a migration may branch on. Managed places also get roles and row security. */
export interface MigrationTarget {
  engine: 'postgres' | 'mysql';
  /** True in a region's cluster, where many guilds share the tables. */
  managed: boolean;
}

/**
 * One version of a schema. Versions count from 1 without gaps; a landed one is never edited.
 * `up` only builds: the runner executes its statements one by one and keeps the ledger, because
 * MySQL commits at every DDL statement and a migration must resume where it was killed.
 */
export interface Migration {
  version: number;
  name: string;
  up(knex: Knex, target: MigrationTarget): Knex.SchemaBuilder | readonly string[];
}
