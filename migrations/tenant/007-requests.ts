import type { Migration } from '../types.ts';
import { createPlainTable, jsonColumn, timestampColumn } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/** One row an act: the same request id delivered twice has one effect and the same answer. */
export const migration: Migration = {
  version: 7,
  name: 'requests',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'requests', ['id'], (table) => {
        table.string('id', 80).notNullable();
        timestampColumn(table, 'at').notNullable();
        jsonColumn(table, 'answer');
        table.index(['guild_id', 'at'], 'requests_by_time');
      }),
      'requests',
      target,
    ),
};
