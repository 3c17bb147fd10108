import type { Migration } from '../types.ts';

/** Guilds' own buckets, and the guilds whose files are to be brought to where they are kept now. */
export const migration: Migration = {
  version: 17,
  name: 'file_buckets',
  up: () => [
    `CREATE TABLE file_buckets (
       secret_ref text PRIMARY KEY,
       guild_id bigint NOT NULL,
       version integer NOT NULL,
       sealed_identity text NOT NULL,
       state text NOT NULL CHECK (state IN ('candidate', 'active', 'retired', 'revoked', 'destroyed')),
       created_by bigint NOT NULL,
       created_at bigint NOT NULL,
       changed_at bigint NOT NULL,
       last_used_at bigint,
       rotation_asked_at bigint,
       gathered_at bigint,
       emptied_at bigint,
       destroyed_below integer NOT NULL DEFAULT 1
     )`,
    'CREATE INDEX file_buckets_by_guild ON file_buckets (guild_id, created_at)',
    'ALTER TABLE guilds ADD COLUMN bucket_ref text, ADD COLUMN bucket_version integer',
    `CREATE TABLE file_relocations (
       guild_id bigint PRIMARY KEY,
       requested_at bigint NOT NULL
     )`,
  ],
};
