import type { Migration } from '../types.ts';

/** How far the sweep of each region's bucket is, and which worker is at it. */
export const migration: Migration = {
  version: 16,
  name: 'bucket_sweeps',
  up: () => [
    `CREATE TABLE bucket_sweeps (
       region text PRIMARY KEY,
       due_at bigint NOT NULL,
       position text,
       lease_owner text,
       lease_until bigint,
       finished_at bigint
     )`,
  ],
};
