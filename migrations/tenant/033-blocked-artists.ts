import type { Migration } from '../types.ts';
import { snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Artists of whom a label takes nothing, and who decided that. */
export const migration: Migration = {
  version: 33,
  name: 'blocked_artists',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'blocked_artists',
      key: { artist_id: 'bigint' },
      columns(table) {
        table.string('artist_name', 128).notNullable();
        snowflakeColumn(table, 'blocked_by_id').notNullable();
        table.string('blocked_by_name', 128).notNullable();
        table.string('reason', 500);
        timestampColumn(table, 'blocked_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
