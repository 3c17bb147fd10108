import type { Migration } from '../types.ts';
import { jsonColumn, snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/**
 * The history of a guild: what happened to which subject, who did it and from where. Rows are only
 * added. `submission_events` and `audit_log` stay for processes of the version before.
 */
export const migration: Migration = {
  version: 17,
  name: 'events',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'events',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        id: { maxLength: 36 },
      },
      columns(table) {
        table.string('kind', 48).notNullable();
        timestampColumn(table, 'at').notNullable();
        snowflakeColumn(table, 'actor_id').notNullable();
        table.string('actor_name', 128).notNullable();
        table.string('source', 16).notNullable();
        jsonColumn(table, 'data').notNullable();
        // Ids are UUIDv7: all events of a guild in the order of time.
        table.index(['guild_id', 'id'], 'events_by_time');
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
