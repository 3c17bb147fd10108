import type { Migration } from '../types.ts';
import { jsonColumn, snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** The demos that artists upload files for: one that is there, or one that is sent with the files. */
export const migration: Migration = {
  version: 27,
  name: 'upload_sessions',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'upload_sessions',
      key: { id: { maxLength: 36 } },
      columns(table) {
        snowflakeColumn(table, 'artist_id').notNullable();
        table.bigInteger('number');
        jsonColumn(table, 'form');
        timestampColumn(table, 'created_at').notNullable();
        timestampColumn(table, 'expires_at').notNullable();
        timestampColumn(table, 'closed_at');
        table.bigInteger('sent_number');
        table.index(['guild_id', 'artist_id'], 'upload_sessions_by_artist');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
