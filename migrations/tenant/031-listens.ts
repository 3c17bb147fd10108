import type { Migration } from '../types.ts';
import { timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** How long each of the staff has listened to a subject (a submission). */
export const migration: Migration = {
  version: 31,
  name: 'listens',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'listens',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        user_id: 'bigint',
      },
      columns(table) {
        table.string('user_name', 128).notNullable();
        table.bigInteger('heard_ms').notNullable();
        timestampColumn(table, 'first_at').notNullable();
        timestampColumn(table, 'last_at').notNullable();
        table.string('track', 64).notNullable();
        table.bigInteger('position_ms').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
