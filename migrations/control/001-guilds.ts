import type { Migration } from '../types.ts';

/**
 * The registry: where each guild lives. Every change takes a number from `guild_changes` and
 * notifies `vektra_registry` with the guild's id, so that caches drop it; they stay correct without,
 * because a write checks the epoch in the guild's own place.
 */
export const migration: Migration = {
  version: 1,
  name: 'guilds',
  up: () => [
    'CREATE SEQUENCE guild_changes',
    `CREATE TABLE guilds (
       guild_id bigint PRIMARY KEY,
       kind text NOT NULL CHECK (kind IN ('managed', 'own')),
       region text NOT NULL,
       epoch bigint NOT NULL,
       state text NOT NULL CHECK (state IN ('provisioning', 'active', 'moving', 'removing')),
       secret_ref text,
       secret_version integer,
       schema_version integer NOT NULL,
       change_seq bigint NOT NULL,
       created_at bigint NOT NULL
     )`,
    'CREATE INDEX guilds_by_change ON guilds (change_seq)',
    'CREATE INDEX guilds_by_region ON guilds (region, guild_id)',
    `CREATE FUNCTION guild_changed() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       NEW.change_seq := nextval('guild_changes');
       PERFORM pg_notify('vektra_registry', NEW.guild_id::text);
       RETURN NEW;
     END $$`,
    `CREATE TRIGGER guild_changed BEFORE INSERT OR UPDATE ON guilds
       FOR EACH ROW EXECUTE FUNCTION guild_changed()`,
    // Where the bot is, as the gateway last told: the server picker asks it, nothing authorises by it.
    `CREATE TABLE guild_profiles (
       guild_id bigint PRIMARY KEY,
       name text NOT NULL,
       icon text,
       owner_id bigint NOT NULL,
       present boolean NOT NULL,
       seen_at bigint NOT NULL
     )`,
  ],
};
