import type { Migration } from '../types.ts';

/** When each retention rule last ran, and what it has removed; one worker a day runs each of them. */
export const migration: Migration = {
  version: 12,
  name: 'retention',
  up: () => [
    `CREATE TABLE retention (
       rule text PRIMARY KEY,
       ran_at bigint NOT NULL,
       removed_last bigint NOT NULL DEFAULT 0,
       removed_total bigint NOT NULL DEFAULT 0
     )`,
    'CREATE INDEX setup_links_by_expiry ON setup_links (expires_at)',
    'CREATE INDEX setup_sessions_by_expiry ON setup_sessions (expires_at)',
    'CREATE INDEX open_items_by_touch ON open_items (touched_at)',
  ],
};
