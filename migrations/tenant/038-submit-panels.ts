import type { Migration } from '../types.ts';
import { snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Messages with a button that opens the form, at most one in a channel. */
export const migration: Migration = {
  version: 38,
  name: 'submit_panels',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'submit_panels',
      key: { channel_id: 'bigint' },
      columns(table) {
        table.string('headline', 100);
        table.string('content', 1_500);
        snowflakeColumn(table, 'set_by_id').notNullable();
        table.string('set_by_name', 128).notNullable();
        timestampColumn(table, 'set_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
