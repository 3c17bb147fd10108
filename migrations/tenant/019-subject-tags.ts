import type { Migration } from '../types.ts';
import { timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/** Which subject (a submission) has which tags. */
export const migration: Migration = {
  version: 19,
  name: 'subject_tags',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'subject_tags',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        tag_id: { maxLength: 22 },
      },
      columns(table) {
        timestampColumn(table, 'at').notNullable();
        table.index(['guild_id', 'tag_id', 'subject_type'], 'subject_tags_by_tag');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
