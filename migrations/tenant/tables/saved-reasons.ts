import { defineTable, integer, rowId, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'saved_reasons',
  sinceVersion: 37,
  columns: {
    id: rowId(),
    name: varchar(80, null),
    content: varchar(1_000, null),
    position: integer(),
    revision: integer(),
    changed_by_id: snowflake('actor'),
    changed_by_name: varchar(128, 'actor'),
    changed_at: timestamp(),
  },
  key: ['id'],
});
