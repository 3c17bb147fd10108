import type { Migration } from '../types.ts';
import {
  createPlainTable,
  jsonColumn,
  rowIdColumn,
  snowflakeColumn,
  timestampColumn,
} from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/** The conversation between staff and artist about one submission, and how its delivery went. */
export const migration: Migration = {
  version: 6,
  name: 'artist_messages',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'artist_messages', ['number', 'id'], (table) => {
        table.bigInteger('number').notNullable();
        rowIdColumn(table).notNullable();
        table.string('direction', 16).notNullable();
        timestampColumn(table, 'at').notNullable();
        snowflakeColumn(table, 'author_id').notNullable();
        table.string('author_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.text('body', 'mediumtext').notNullable();
        jsonColumn(table, 'attachments').notNullable();
        table.string('delivery', 16).notNullable();
        table.string('problem', 24);
        snowflakeColumn(table, 'dm_message_id');
        snowflakeColumn(table, 'thread_message_id');
        table.index(['guild_id', 'id'], 'artist_messages_by_id');
        table.index(['guild_id', 'dm_message_id'], 'artist_messages_by_dm');
      }),
      'artist_messages',
      target,
    ),
};
