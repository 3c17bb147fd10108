import type { Migration } from '../types.ts';
import { rowIdColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Files that artists are uploading, and how far each one is. */
export const migration: Migration = {
  version: 28,
  name: 'uploads',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'uploads',
      key: { id: { maxLength: 36 } },
      columns(table) {
        rowIdColumn(table, 'session_id').notNullable();
        table.string('name', 400).notNullable();
        table.bigInteger('size_bytes').notNullable();
        table.bigInteger('received_bytes').notNullable();
        table.string('format', 24);
        table.string('content_type', 100);
        table.text('hash_state');
        table.string('sha256', 64);
        table.string('store', 64);
        table.text('sealed_key');
        table.text('upload_id');
        table.string('owner', 64);
        timestampColumn(table, 'removed_at');
        timestampColumn(table, 'created_at').notNullable();
        table.index(['guild_id', 'session_id'], 'uploads_by_session');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
