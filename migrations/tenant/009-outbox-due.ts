import type { Migration } from '../types.ts';
import { createPlainTable, rowIdColumn, timestampColumn } from './columns.ts';

/**
 * Which guilds of a region have work, and when: what lets one query find all of them, where the app
 * role can otherwise see one guild only. Ids and times, no content: hence without row security.
 */
export const migration: Migration = {
  version: 9,
  name: 'outbox_due',
  up: (knex, target) => {
    const schema = createPlainTable(knex, 'outbox_due', ['id'], (table) => {
      rowIdColumn(table).notNullable();
      timestampColumn(table, 'due_at').notNullable();
      table.index(['due_at', 'guild_id'], 'outbox_due_by_time');
    });
    return target.managed
      ? schema.raw('GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_due TO vektra_app, vektra_mover')
      : schema;
  },
};
