import type { Migration } from '../types.ts';
import { createPlainTable, jsonColumn, timestampColumn } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

export const migration: Migration = {
  version: 2,
  name: 'guild_settings',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'guild_settings', [], (table) => {
        jsonColumn(table, 'document').notNullable();
        table.integer('revision').notNullable();
        timestampColumn(table, 'updated_at').notNullable();
      }),
      'guild_settings',
      target,
    ),
};
