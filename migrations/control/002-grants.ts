import type { Migration } from '../types.ts';

/** What gives a guild a plan, from when until when: operator grants, coupons, entitlements. */
export const migration: Migration = {
  version: 2,
  name: 'plan_grants',
  up: () => [
    `CREATE TABLE plan_grants (
       id uuid PRIMARY KEY,
       guild_id bigint NOT NULL,
       plan text NOT NULL,
       source text NOT NULL CHECK (source IN ('operator', 'coupon', 'entitlement')),
       reason text NOT NULL,
       granted_by text NOT NULL,
       starts_at bigint NOT NULL,
       ends_at bigint,
       created_at bigint NOT NULL
     )`,
    'CREATE INDEX plan_grants_by_guild ON plan_grants (guild_id)',
    // A plan is part of a placement's cached answer: a change of it drops the guild from caches too.
    `CREATE FUNCTION grant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       UPDATE guilds SET change_seq = 0 WHERE guild_id = COALESCE(NEW.guild_id, OLD.guild_id);
       IF NOT FOUND THEN
         PERFORM pg_notify('vektra_registry', COALESCE(NEW.guild_id, OLD.guild_id)::text);
       END IF;
       RETURN NULL;
     END $$`,
    `CREATE TRIGGER grant_changed AFTER INSERT OR UPDATE OR DELETE ON plan_grants
       FOR EACH ROW EXECUTE FUNCTION grant_changed()`,
  ],
};
