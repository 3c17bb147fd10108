import type { Migration } from '../types.ts';
import { snowflakeColumn, timestampColumn } from './columns.ts';
import { createGuildTable } from './create-guild-table.ts';

/**
 * Where on Discord a subject (a submission, a message) is shown: card, thread, direct message. The
 * columns of `submissions` and `artist_messages` that held these ids are still written for the
 * version before, and read for rows that it wrote.
 */
export const migration: Migration = {
  version: 21,
  name: 'discord_messages',
  up: (knex, target) =>
    createGuildTable(knex, target, {
      name: 'discord_messages',
      key: {
        subject_type: { maxLength: 24 },
        subject_id: { maxLength: 36 },
        role: { maxLength: 16 },
      },
      columns(table) {
        snowflakeColumn(table, 'channel_id').notNullable();
        snowflakeColumn(table, 'message_id');
        snowflakeColumn(table, 'bot_id').notNullable();
        timestampColumn(table, 'at').notNullable();
      },
      access: 'guild',
      onMove: 'moved',
    }),
};
