import type { Migration } from '../types.ts';
import { rowIdColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/**
 * What a subject's platform says about its track. The artwork is a row of `files` that refers to
 * itself as a copy: the version before lists and counts no copies.
 */
export const migration: Migration = {
  version: 29,
  name: 'track_info',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'track_info',
      key: { subject_type: { maxLength: 24 }, subject_id: { maxLength: 36 } },
      columns(table) {
        table.string('state', 12).notNullable();
        table.string('platform', 24).notNullable();
        table.string('title', 400);
        table.string('artist', 400);
        rowIdColumn(table, 'artwork_id');
        timestampColumn(table, 'fetched_at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
