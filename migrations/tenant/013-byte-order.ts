import type { Migration } from '../types.ts';

const TEXT_KEY_COLUMNS: readonly [table: string, column: string, length: number][] = [
  ['guild_counters', 'name', 32],
  ['submission_events', 'id', 36],
  ['artist_messages', 'id', 36],
  ['requests', 'id', 80],
  ['outbox', 'id', 36],
  ['outbox_due', 'id', 36],
  ['audit_log', 'id', 36],
];

/**
 * Text keys sort by their bytes in every Postgres, whatever collation its database was made with: as
 * they do in MySQL, and as a move needs them, which compares two places range by range.
 */
export const migration: Migration = {
  version: 13,
  name: 'byte_order',
  up: (_knex, { engine }) =>
    engine === 'mysql'
      ? []
      : TEXT_KEY_COLUMNS.map(
          ([table, column, length]) =>
            `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE varchar(${length}) COLLATE "C"`,
        ),
};
