import type { Migration } from '../types.ts';
import { rowIdColumn, snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/**
 * What staff note about a subject (a submission), for themselves. A note may name a file and a
 * position: of that file, or without one of the submission's link.
 */
export const migration: Migration = {
  version: 30,
  name: 'notes',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'notes',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        id: { maxLength: 36 },
      },
      columns(table) {
        snowflakeColumn(table, 'author_id').notNullable();
        table.string('author_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.text('body', 'mediumtext').notNullable();
        rowIdColumn(table, 'file_id');
        table.bigInteger('position_ms');
        timestampColumn(table, 'created_at').notNullable();
        timestampColumn(table, 'removed_at');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
