import type { Migration } from '../types.ts';
import {
  createPlainTable,
  jsonColumn,
  rowIdColumn,
  snowflakeColumn,
  timestampColumn,
} from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/** Who did what, when, from where. */
export const migration: Migration = {
  version: 10,
  name: 'audit_log',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'audit_log', ['id'], (table) => {
        rowIdColumn(table).notNullable();
        timestampColumn(table, 'at').notNullable();
        snowflakeColumn(table, 'actor_id').notNullable();
        table.string('actor_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.string('act', 48).notNullable();
        table.string('target', 64);
        jsonColumn(table, 'details').notNullable();
      }),
      'audit_log',
      target,
    ),
};
