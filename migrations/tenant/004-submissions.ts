import type { Migration } from '../types.ts';
import {
  createPlainTable,
  jsonColumn,
  rowIdColumn,
  snowflakeColumn,
  timestampColumn,
} from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/**
 * Indexes end in `number`, the keyset of every list. `link_hash` stands for the normalised link:
 * a unique or equality index over long text is not portable.
 */
export const migration: Migration = {
  version: 4,
  name: 'submissions',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'submissions', ['number'], (table) => {
        table.bigInteger('number').notNullable();
        snowflakeColumn(table, 'artist_id').notNullable();
        table.string('artist_handle', 128).notNullable();
        table.string('artist_name', 400).notNullable();
        table.string('track_title', 400).notNullable();
        table.text('track_url').notNullable();
        table.string('platform', 24).notNullable();
        table.string('link_hash', 64).notNullable();
        table.bigInteger('duplicate_of');
        table.string('genre', 200);
        table.text('message', 'mediumtext');
        jsonColumn(table, 'answers').notNullable();
        table.string('status', 24).notNullable();
        table.integer('rating');
        table.integer('revision').notNullable();
        timestampColumn(table, 'created_at').notNullable();
        timestampColumn(table, 'status_changed_at').notNullable();
        rowIdColumn(table, 'decision_event_id');
        timestampColumn(table, 'decided_at');
        table.string('artist_unreachable', 16);
        snowflakeColumn(table, 'card_channel_id');
        snowflakeColumn(table, 'card_message_id');
        snowflakeColumn(table, 'card_bot_id');
        table.integer('card_revision');
        snowflakeColumn(table, 'thread_id');
        snowflakeColumn(table, 'artist_dm_channel_id');
        table.index(['guild_id', 'status', 'number'], 'submissions_by_status');
        table.index(['guild_id', 'artist_id', 'number'], 'submissions_by_artist');
        table.index(['guild_id', 'platform', 'number'], 'submissions_by_platform');
        table.index(['guild_id', 'genre', 'number'], 'submissions_by_genre');
        table.index(['guild_id', 'link_hash', 'number'], 'submissions_by_link');
        table.index(['guild_id', 'created_at', 'number'], 'submissions_by_time');
        table.index(['guild_id', 'decided_at'], 'submissions_by_decision');
        table.index(['guild_id', 'thread_id'], 'submissions_by_thread');
      }),
      'submissions',
      target,
    ),
};
