import {
  days,
  defineTable,
  nullable,
  rowId,
  snowflake,
  text,
  timestamp,
  varchar,
} from '../define-table.ts';

export const table = defineTable({
  name: 'audit_log',
  sinceVersion: 10,
  columns: {
    id: rowId(),
    at: timestamp(),
    actor_id: snowflake('actor'),
    actor_name: varchar(128, 'actor'),
    source: varchar(16, null),
    act: varchar(48, null),
    target: nullable(varchar(64, null)),
    details: text('actor'),
  },
  key: ['id'],
  retention: {
    column: 'id',
    columnKind: 'uuidv7',
    keepMs: days(365),
    reason: 'who changed which setting; what happened to a demo is in its events',
  },
});
