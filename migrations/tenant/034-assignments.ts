import type { Migration } from '../types.ts';
import { snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Who on the team takes care of a subject (a submission), and who decided that. */
export const migration: Migration = {
  version: 34,
  name: 'assignments',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'assignments',
      key: { subject_type: { maxLength: 24 }, subject_id: { maxLength: 36 } },
      columns(table) {
        snowflakeColumn(table, 'assignee_id').notNullable();
        table.string('assignee_name', 128).notNullable();
        snowflakeColumn(table, 'assigned_by_id').notNullable();
        table.string('assigned_by_name', 128).notNullable();
        timestampColumn(table, 'assigned_at').notNullable();
        table.index(['guild_id', 'assignee_id', 'subject_type'], 'assignments_by_assignee');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
