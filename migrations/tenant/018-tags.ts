import type { Migration } from '../types.ts';
import { timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** The tags that a label uses. An id is the hash of the tag's text, so the same text is one tag. */
export const migration: Migration = {
  version: 18,
  name: 'tags',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'tags',
      key: { id: { maxLength: 22 } },
      columns(table) {
        table.string('name', 32).notNullable();
        timestampColumn(table, 'created_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
