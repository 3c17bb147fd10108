import type { Migration } from '../types.ts';
import { timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Where each person left the listening queue: demos up to this number are behind them. */
export const migration: Migration = {
  version: 32,
  name: 'listening_places',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'listening_places',
      key: { user_id: 'bigint' },
      columns(table) {
        table.bigInteger('number').notNullable();
        timestampColumn(table, 'updated_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
