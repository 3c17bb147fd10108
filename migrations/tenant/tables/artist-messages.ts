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
  name: 'artist_messages',
  sinceVersion: 6,
  columns: {
    number: bigint(),
    id: rowId(),
    direction: varchar(16, null),
    at: timestamp(),
    author_id: snowflake('actor'),
    author_name: varchar(128, 'actor'),
    source: varchar(16, null),
    // The conversation is the artist's in both directions.
    body: text('artist'),
    attachments: text('artist'),
    delivery: varchar(16, null),
    problem: nullable(varchar(24, null)),
    dm_message_id: nullable(snowflake(null)),
    thread_message_id: nullable(snowflake(null)),
  },
  key: ['number', 'id'],
});
