import type { Migration } from '../types.ts';

/** Coupons, and trials among what gives a guild a plan. */
export const migration: Migration = {
  version: 18,
  name: 'coupons',
  up: () => [
    'ALTER TABLE plan_grants DROP CONSTRAINT plan_grants_source_check',
    `ALTER TABLE plan_grants ADD CONSTRAINT plan_grants_source_check
       CHECK (source IN ('operator', 'coupon', 'entitlement', 'trial'))`,
    // Of a code there is only its hash: whoever reads this table can redeem none.
    `CREATE TABLE coupons (
       id uuid PRIMARY KEY,
       code_hash text NOT NULL UNIQUE,
       plan text NOT NULL,
       days integer NOT NULL CHECK (days > 0),
       max_uses integer NOT NULL CHECK (max_uses > 0),
       uses integer NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND max_uses),
       expires_at bigint,
       revoked_at bigint,
       reason text NOT NULL,
       created_by text NOT NULL,
       created_at bigint NOT NULL
     )`,
    'CREATE INDEX coupons_by_creation ON coupons (created_at, id)',
  ],
};
