import type { Migration } from '../types.ts';
import { CURRENT_GUILD_SQL } from './row-security.ts';

/** `guild_fence` first: writers that come later wait there and hold no lock on the other tables. */
const TABLES = [
  'guild_fence',
  'guild_settings',
  'guild_counters',
  'submissions',
  'submission_events',
  'artist_messages',
  'requests',
  'outbox',
  'audit_log',
  'move_changes',
  'parked_demos',
  'settings_snapshots',
];

/**
 * Citus refuses a sub-select in the policy of a distributed table. The setting is stable within a
 * statement, so that an index scan evaluates it once all the same.
 */
export const migration: Migration = {
  version: 16,
  name: 'policies_without_sub_select',
  up: (_knex, { managed }) =>
    managed
      ? TABLES.map(
          (table) =>
            `ALTER POLICY own_guild ON ${table}
               USING (guild_id = ${CURRENT_GUILD_SQL}) WITH CHECK (guild_id = ${CURRENT_GUILD_SQL})`,
        )
      : [],
};
