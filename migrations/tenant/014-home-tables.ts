import type { Knex } from 'knex';
import type { Migration } from '../types.ts';
import { createPlainTable, jsonColumn, rowIdColumn, timestampColumn } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/**
 * What a guild's home region keeps while the guild's own database is away or its data is moving:
 * demos that came meanwhile, sealed with the guild's key until they can be delivered, and what intake
 * has to know of its settings. Not a part of the guild's data: it does not move with it, and an own
 * database has no such tables.
 */
export const migration: Migration = {
  version: 14,
  name: 'home_tables',
  up: (knex, target) =>
    target.managed
      ? [
          ...[
            ...createParkedDemosTable(knex).toSQL(),
            ...createSettingsSnapshotsTable(knex).toSQL(),
          ].map(({ sql }) => sql),
          // So that every process can tell operators which version a region has.
          'GRANT SELECT ON schema_ledger TO vektra_app, vektra_mover',
        ]
      : [],
};

const MANAGED_TARGET = { engine: 'postgres', managed: true } as const;

const createParkedDemosTable = (knex: Knex) =>
  withRowSecurity(
    createPlainTable(knex, 'parked_demos', ['id'], (table) => {
      rowIdColumn(table).notNullable();
      table.string('request_id', 80).notNullable();
      table.text('sealed').notNullable();
      timestampColumn(table, 'parked_at').notNullable();
      table.integer('attempts').notNullable();
      table.string('last_error', 64);
      table.unique(['guild_id', 'request_id']);
    }),
    'parked_demos',
    MANAGED_TARGET,
  );

const createSettingsSnapshotsTable = (knex: Knex) =>
  withRowSecurity(
    createPlainTable(knex, 'settings_snapshots', [], (table) => {
      jsonColumn(table, 'document').notNullable();
      table.integer('revision').notNullable();
      timestampColumn(table, 'taken_at').notNullable();
    }),
    'settings_snapshots',
    MANAGED_TARGET,
  );
