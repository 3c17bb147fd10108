import type { Migration } from '../types.ts';
import { snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Reasons for rejections that a label uses again and again. */
export const migration: Migration = {
  version: 37,
  name: 'saved_reasons',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'saved_reasons',
      key: { id: { maxLength: 36 } },
      columns(table) {
        table.string('name', 80).notNullable();
        table.string('content', 1_000).notNullable();
        table.integer('position').notNullable();
        table.integer('revision').notNullable();
        snowflakeColumn(table, 'changed_by_id').notNullable();
        table.string('changed_by_name', 128).notNullable();
        timestampColumn(table, 'changed_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
