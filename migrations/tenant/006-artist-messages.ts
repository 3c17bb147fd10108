import type { Migration } from '../types.ts';
import { guildTable, json, rowId, snowflake, time } from './columns.ts';
import { isolated } from './isolation.ts';

/** The conversation between staff and artist about one submission, and how its delivery went. */
export const artistMessages: Migration = {
  version: 6,
  name: 'artist_messages',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'artist_messages', ['number', 'id'], (table) => {
        table.bigInteger('number').notNullable();
        rowId(table).notNullable();
        table.string('direction', 16).notNullable();
        time(table, 'at').notNullable();
        snowflake(table, 'author_id').notNullable();
        table.string('author_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.text('body', 'mediumtext').notNullable();
        json(table, 'attachments').notNullable();
        table.string('delivery', 16).notNullable();
        table.string('problem', 24);
        snowflake(table, 'dm_message_id');
        snowflake(table, 'thread_message_id');
        table.index(['guild_id', 'id'], 'artist_messages_by_id');
        table.index(['guild_id', 'dm_message_id'], 'artist_messages_by_dm');
      }),
      'artist_messages',
      target,
    ),
};
