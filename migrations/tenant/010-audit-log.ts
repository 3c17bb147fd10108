import type { Migration } from '../types.ts';
import { guildTable, json, rowId, snowflake, time } from './columns.ts';
import { isolated } from './isolation.ts';

/** Who did what, when, from where. */
export const auditLog: Migration = {
  version: 10,
  name: 'audit_log',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'audit_log', ['id'], (table) => {
        rowId(table).notNullable();
        time(table, 'at').notNullable();
        snowflake(table, 'actor_id').notNullable();
        table.string('actor_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.string('act', 48).notNullable();
        table.string('target', 64);
        json(table, 'details').notNullable();
      }),
      'audit_log',
      target,
    ),
};
