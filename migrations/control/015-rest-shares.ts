import type { Migration } from '../types.ts';

/**
 * How the processes of a deployment share Discord's limit of REST calls. It describes running processes
 * only, so it need not survive a crash of the database.
 */
export const migration: Migration = {
  version: 15,
  name: 'rest_shares',
  up: () => [
    `CREATE UNLOGGED TABLE rest_shares (
       process_id text PRIMARY KEY,
       demand double precision NOT NULL,
       share double precision NOT NULL,
       reported_at timestamptz NOT NULL
     )`,
  ],
};
