import {
  bigint,
  defineTable,
  integer,
  nullable,
  rowId,
  timestamp,
  varchar,
} from '../define-table.ts';

export const table = defineTable({
  name: 'outbox',
  sinceVersion: 8,
  columns: {
    id: rowId(),
    kind: varchar(24, null),
    number: nullable(bigint()),
    ref_id: nullable(rowId()),
    state: varchar(12, null),
    created_at: timestamp(),
    due_at: timestamp(),
    attempts: integer(),
    first_sent_at: nullable(timestamp()),
    lease_owner: nullable(varchar(64, null)),
    lease_until: nullable(timestamp()),
    last_error: nullable(varchar(64, null)),
    subject_type: nullable(varchar(24, null)),
    subject_id: nullable(varchar(36, null)),
  },
  key: ['id'],
});
