import type { Migration } from '../types.ts';

/**
 * Whose DM is this: which open submissions a person has in which guild, so that a message to the bot
 * finds its thread. Ids only; rebuildable from the guilds' own data.
 */
export const migration: Migration = {
  version: 4,
  name: 'open_items',
  up: () => [
    `CREATE TABLE open_items (
       user_id bigint NOT NULL,
       guild_id bigint NOT NULL,
       kind text NOT NULL,
       number bigint NOT NULL,
       touched_at bigint NOT NULL,
       PRIMARY KEY (user_id, guild_id, kind, number)
     )`,
    'CREATE INDEX open_items_by_guild ON open_items (guild_id)',
  ],
};
