import type { Migration } from '../types.ts';
import { timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** How many stars each person on the team gives a subject (a submission). */
export const migration: Migration = {
  version: 35,
  name: 'ratings',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'ratings',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        user_id: 'bigint',
      },
      columns(table) {
        table.string('user_name', 128).notNullable();
        table.integer('stars').notNullable();
        timestampColumn(table, 'rated_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
