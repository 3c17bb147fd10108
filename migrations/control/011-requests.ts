import type { Migration } from '../types.ts';

/**
 * Requests that change where a guild lives, once each: the guild's own database cannot be asked, for
 * it may be the one that is away. `answer` is null while the operation runs.
 */
export const migration: Migration = {
  version: 11,
  name: 'requests',
  up: () => [
    `CREATE TABLE requests (
       guild_id bigint NOT NULL,
       id text NOT NULL,
       fingerprint text NOT NULL,
       answer text,
       at bigint NOT NULL,
       PRIMARY KEY (guild_id, id)
     )`,
    'CREATE INDEX requests_by_time ON requests (at)',
  ],
};
