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
  name: 'submission_events',
  sinceVersion: 5,
  columns: {
    number: bigint(),
    id: rowId(),
    kind: varchar(24, null),
    at: timestamp(),
    actor_id: snowflake('actor'),
    actor_name: varchar(128, 'actor'),
    source: varchar(16, null),
    from_status: nullable(varchar(24, null)),
    to_status: nullable(varchar(24, null)),
    // Written by staff, about the artist's demo.
    reason: nullable(text('artist')),
  },
  key: ['number', 'id'],
});
