import type { Migration } from '../types.ts';

/**
 * A grant that comes from elsewhere (a Discord entitlement, a coupon) is the row with that source's id,
 * however often its source reports it. Null: granted by an operator, or written by the version before.
 */
export const migration: Migration = {
  version: 14,
  name: 'grant_source_ids',
  up: () => [
    'ALTER TABLE plan_grants ADD COLUMN source_id text',
    `CREATE UNIQUE INDEX plan_grants_by_source ON plan_grants (source, source_id)
       WHERE source_id IS NOT NULL`,
  ],
};
