import { defineTable, nullable, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'blocked_artists',
  sinceVersion: 33,
  columns: {
    artist_id: snowflake('artist'),
    artist_name: varchar(128, 'artist'),
    blocked_by_id: snowflake('actor'),
    blocked_by_name: varchar(128, 'actor'),
    reason: nullable(varchar(500, 'artist')),
    blocked_at: timestamp(),
  },
  key: ['artist_id'],
});
