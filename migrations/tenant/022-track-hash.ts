import type { Migration } from '../types.ts';

/**
 * Identifies the track that a link leads to, also when the link is a short one that was resolved
 * later. `link_hash` stays as the version before computes it. Null in rows of that version.
 */
export const migration: Migration = {
  version: 22,
  name: 'track_hash',
  up: (_knex, { engine }) =>
    engine === 'mysql'
      ? [
          'ALTER TABLE submissions ADD COLUMN track_hash varchar(64) NULL, ' +
            'ADD INDEX submissions_by_track (guild_id, track_hash, number)',
        ]
      : [
          'ALTER TABLE submissions ADD COLUMN track_hash varchar(64)',
          // Without the rows of before: it is built by one scan, while writes wait.
          'CREATE INDEX submissions_by_track ON submissions (guild_id, track_hash, number) ' +
            'WHERE track_hash IS NOT NULL',
        ],
};
