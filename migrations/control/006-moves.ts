import type { Migration } from '../types.ts';

/**
 * Moves of guilds between places. A row is driven by the one process that holds its lease. Each
 * lease takes a number, and the token made of it stands on both places' fence rows: a later one
 * replaces an earlier one, never the other way round.
 *
 * At most one move of a guild is under way: one that only waits to erase the old copy does not count.
 */
export const migration: Migration = {
  version: 6,
  name: 'moves',
  up: () => [
    'CREATE SEQUENCE move_leases',
    `CREATE TABLE moves (
       id uuid PRIMARY KEY,
       guild_id bigint NOT NULL,
       from_place jsonb NOT NULL,
       to_place jsonb NOT NULL,
       epoch bigint NOT NULL,
       way text NOT NULL CHECK (way IN ('live', 'paused', 'direct')),
       step text NOT NULL,
       state text NOT NULL
         CHECK (state IN ('running', 'paused', 'aborting', 'aborted', 'failed', 'done')),
       outcome text,
       problem text,
       position jsonb,
       rows_total bigint NOT NULL,
       rows_copied bigint NOT NULL,
       bytes_copied bigint NOT NULL,
       fenced_at bigint,
       pause_ms integer,
       leftovers boolean NOT NULL,
       lease bigint,
       owner text,
       owner_until bigint,
       failing_since bigint,
       retry_at bigint,
       requested_by text NOT NULL,
       reason text NOT NULL,
       started_at bigint NOT NULL,
       stepped_at bigint NOT NULL,
       ended_at bigint,
       retire_at bigint
     )`,
    `CREATE UNIQUE INDEX moves_one_at_a_time ON moves (guild_id)
       WHERE ended_at IS NULL AND step NOT IN ('observe', 'retire')`,
    'CREATE INDEX moves_by_guild ON moves (guild_id, started_at)',
    'CREATE INDEX moves_by_time ON moves (started_at)',
    'CREATE INDEX moves_under_way ON moves (id) WHERE ended_at IS NULL',
  ],
};
