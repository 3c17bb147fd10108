import {
  bigint,
  defineTable,
  nullable,
  rowId,
  snowflake,
  text,
  timestamp,
} from '../define-table.ts';

export const table = defineTable({
  name: 'upload_sessions',
  sinceVersion: 27,
  columns: {
    id: rowId(),
    artist_id: snowflake('artist'),
    // The demo that the files are added to; null for one that is sent with them.
    number: nullable(bigint()),
    // What was filled in of that one.
    form: nullable(text('artist')),
    created_at: timestamp(),
    expires_at: timestamp(),
    closed_at: nullable(timestamp()),
    sent_number: nullable(bigint()),
  },
  key: ['id'],
});
