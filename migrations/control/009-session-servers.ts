import type { Migration } from '../types.ts';

/**
 * The servers of whoever is signed in, as Discord last listed them: one list for all processes, for
 * Discord allows one such question a second. It goes with its session.
 */
export const migration: Migration = {
  version: 9,
  name: 'session_servers',
  up: () => [
    `CREATE TABLE session_servers (
       id_hash bytea PRIMARY KEY REFERENCES sessions (id_hash) ON DELETE CASCADE,
       servers jsonb NOT NULL,
       fetched_at bigint NOT NULL
     )`,
  ],
};
