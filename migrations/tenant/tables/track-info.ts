import { defineTable, nullable, rowId, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'track_info',
  sinceVersion: 29,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    // Whether the platform had anything; see domain/track-info/track-info.ts.
    state: varchar(12, null),
    platform: varchar(24, null),
    title: nullable(varchar(400, 'artist')),
    artist: nullable(varchar(400, 'artist')),
    // Of a file whose origin is `artwork`.
    artwork_id: nullable(rowId()),
    fetched_at: timestamp(),
  },
  key: ['subject_type', 'subject_id'],
});
