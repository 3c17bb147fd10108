import type { Migration } from '../types.ts';

/**
 * Own databases, as far as the control database knows them: never an address, a user or a password.
 * Those are a secret in Vault; here is where it lies, which version is in use, and how it fares.
 */
export const migration: Migration = {
  version: 7,
  name: 'own_databases',
  up: () => [
    `ALTER TABLE guilds ADD COLUMN engine text NOT NULL DEFAULT 'postgres'
       CHECK (engine IN ('postgres', 'mysql'))`,
    `ALTER TABLE guilds ADD COLUMN parks boolean NOT NULL DEFAULT true`,
    // An operator asks for new credentials; until they come the admins are reminded.
    'ALTER TABLE guilds ADD COLUMN rotation_asked_at bigint',
    `CREATE INDEX guilds_with_own ON guilds (guild_id) WHERE kind = 'own'`,
    // One row per secret in Vault. A candidate was tested but is not in use yet.
    `CREATE TABLE database_secrets (
       secret_ref text PRIMARY KEY,
       guild_id bigint NOT NULL,
       engine text NOT NULL,
       version integer NOT NULL,
       state text NOT NULL CHECK (state IN ('candidate', 'active', 'retired', 'revoked', 'destroyed')),
       server text NOT NULL,
       created_by bigint NOT NULL,
       created_at bigint NOT NULL,
       changed_at bigint NOT NULL,
       last_used_at bigint,
       destroyed_below integer NOT NULL DEFAULT 1
     )`,
    'CREATE INDEX database_secrets_by_guild ON database_secrets (guild_id, created_at)',
    // The one-time link of /setup_db and, once exchanged, the setup session of that admin.
    `CREATE TABLE setup_links (
       token_hash text PRIMARY KEY,
       guild_id bigint NOT NULL,
       user_id bigint NOT NULL,
       expires_at bigint NOT NULL
     )`,
    `CREATE TABLE setup_sessions (
       guild_id bigint NOT NULL,
       user_id bigint NOT NULL,
       expires_at bigint NOT NULL,
       secret_ref text,
       PRIMARY KEY (guild_id, user_id)
     )`,
    // An own database that does not answer: since when, and why, for those it concerns.
    `CREATE TABLE own_outages (
       guild_id bigint PRIMARY KEY,
       code text NOT NULL,
       since bigint NOT NULL,
       seen_at bigint NOT NULL,
       told_at bigint
     )`,
  ],
};
