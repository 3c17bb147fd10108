import type { Migration } from '../types.ts';

/** Every act of an operator, with its reason. */
export const migration: Migration = {
  version: 5,
  name: 'operator_audit',
  up: () => [
    `CREATE TABLE operator_audit (
       id uuid PRIMARY KEY,
       at bigint NOT NULL,
       operator text NOT NULL,
       act text NOT NULL,
       guild_id bigint,
       reason text NOT NULL,
       details jsonb NOT NULL
     )`,
    'CREATE INDEX operator_audit_by_time ON operator_audit (at)',
  ],
};
