import type { Migration } from '../types.ts';
import { guildTable, json, rowId, snowflake, time } from './columns.ts';
import { isolated } from './isolation.ts';

/**
 * Indexes end in `number`, the keyset of every list. `link_hash` stands for the normalised link:
 * a unique or equality index over long text is not portable.
 */
export const submissions: Migration = {
  version: 4,
  name: 'submissions',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'submissions', ['number'], (table) => {
        table.bigInteger('number').notNullable();
        snowflake(table, 'artist_id').notNullable();
        table.string('artist_handle', 128).notNullable();
        table.string('artist_name', 400).notNullable();
        table.string('track_title', 400).notNullable();
        table.text('track_url').notNullable();
        table.string('platform', 24).notNullable();
        table.string('link_hash', 64).notNullable();
        table.bigInteger('duplicate_of');
        table.string('genre', 200);
        table.text('message', 'mediumtext');
        json(table, 'answers').notNullable();
        table.string('status', 24).notNullable();
        table.integer('rating');
        table.integer('revision').notNullable();
        time(table, 'created_at').notNullable();
        time(table, 'status_changed_at').notNullable();
        rowId(table, 'decision_event_id');
        time(table, 'decided_at');
        table.string('artist_unreachable', 16);
        snowflake(table, 'card_channel_id');
        snowflake(table, 'card_message_id');
        snowflake(table, 'card_bot_id');
        table.integer('card_revision');
        snowflake(table, 'thread_id');
        snowflake(table, 'artist_dm_channel_id');
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
