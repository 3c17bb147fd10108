import {
  bigint,
  defineTable,
  nullable,
  rowId,
  snowflake,
  text,
  timestamp,
  varchar,
} from '../define-table.ts';

export const table = defineTable({
  name: 'notes',
  sinceVersion: 30,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    id: rowId(),
    author_id: snowflake('actor'),
    author_name: varchar(128, 'actor'),
    source: varchar(16, null),
    // What is said about the artist's demo is about the artist. Empty once it is removed.
    body: text('artist'),
    file_id: nullable(rowId()),
    position_ms: nullable(bigint()),
    created_at: timestamp(),
    removed_at: nullable(timestamp()),
  },
  key: ['subject_type', 'subject_id', 'id'],
});
