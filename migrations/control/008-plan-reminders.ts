import type { Migration } from '../types.ts';

/** What admins of a server in its own database were told after its plan ended: each stage once. */
export const migration: Migration = {
  version: 8,
  name: 'plan_reminders',
  up: () => [
    `CREATE TABLE plan_reminders (
       guild_id bigint NOT NULL,
       ended_at bigint NOT NULL,
       stage text NOT NULL,
       told_at bigint NOT NULL,
       PRIMARY KEY (guild_id, ended_at, stage)
     )`,
  ],
};
