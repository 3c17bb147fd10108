import type { Knex } from 'knex';
import type { Migration } from '../types.ts';
import { guildTable, json, rowId, time } from './columns.ts';
import { isolated } from './isolation.ts';

/**
 * What a guild's home region keeps while the guild's own database is away or its data is moving:
 * demos that came meanwhile, sealed with the guild's key until they can be delivered, and what intake
 * has to know of its settings. Not a part of the guild's data: it does not move with it, and an own
 * database has no such tables.
 */
export const homeTables: Migration = {
  version: 14,
  name: 'home_tables',
  up: (knex, target) =>
    target.managed
      ? [
          ...[...demos(knex).toSQL(), ...snapshots(knex).toSQL()].map(({ sql }) => sql),
          // So that every process can tell operators which version a region has.
          'GRANT SELECT ON schema_ledger TO vektra_app, vektra_mover',
        ]
      : [],
};

const managed = { engine: 'postgres', managed: true } as const;

const demos = (knex: Knex) =>
  isolated(
    guildTable(knex, 'parked_demos', ['id'], (table) => {
      rowId(table).notNullable();
      table.string('request_id', 80).notNullable();
      table.text('sealed').notNullable();
      time(table, 'parked_at').notNullable();
      table.integer('attempts').notNullable();
      table.string('last_error', 64);
      table.unique(['guild_id', 'request_id']);
    }),
    'parked_demos',
    managed,
  );

const snapshots = (knex: Knex) =>
  isolated(
    guildTable(knex, 'settings_snapshots', [], (table) => {
      json(table, 'document').notNullable();
      table.integer('revision').notNullable();
      time(table, 'taken_at').notNullable();
    }),
    'settings_snapshots',
    managed,
  );
