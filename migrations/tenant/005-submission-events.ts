import type { Migration } from '../types.ts';
import { createPlainTable, rowIdColumn, snowflakeColumn, timestampColumn } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/** The timeline: what happened to a submission, by whom, when and from where. Only ever appended. */
export const migration: Migration = {
  version: 5,
  name: 'submission_events',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'submission_events', ['number', 'id'], (table) => {
        table.bigInteger('number').notNullable();
        rowIdColumn(table).notNullable();
        table.string('kind', 24).notNullable();
        timestampColumn(table, 'at').notNullable();
        snowflakeColumn(table, 'actor_id').notNullable();
        table.string('actor_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.string('from_status', 24);
        table.string('to_status', 24);
        table.text('reason');
      }),
      'submission_events',
      target,
    ),
};
