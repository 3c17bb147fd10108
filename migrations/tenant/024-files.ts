import type { Knex } from 'knex';
import type { Migration } from '../types.ts';
import { rowIdColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/**
 * Files that artists sent: what is known of each, and where its encrypted content is. A file's id,
 * not the row, says which object of the bucket it is.
 */
export const migration: Migration = {
  version: 24,
  name: 'files',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'files',
      key: { id: { maxLength: 36 } },
      columns(table) {
        addSubject(table);
        table.string('origin', 12).notNullable();
        rowIdColumn(table, 'message_id');
        table.string('name', 400).notNullable();
        table.bigInteger('size_bytes').notNullable();
        table.string('state', 12).notNullable();
        table.string('problem', 24);
        table.text('source_url');
        table.string('format', 24);
        table.string('content_type', 100);
        table.string('store', 64);
        table.text('sealed_key');
        table.string('sha256', 64);
        rowIdColumn(table, 'copy_of');
        table.integer('attempts').notNullable();
        table.string('lease_owner', 64);
        timestampColumn(table, 'lease_until');
        timestampColumn(table, 'created_at').notNullable();
        timestampColumn(table, 'stored_at');
        table.index(['guild_id', 'subject_type', 'subject_id'], 'files_by_subject');
        table.index(['guild_id', 'sha256'], 'files_by_content');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};

function addSubject(table: Knex.CreateTableBuilder): void {
  table.string('subject_type', 24).notNullable();
  table.string('subject_id', 36).notNullable();
}
