import { defineTable, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'assignments',
  sinceVersion: 34,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    assignee_id: snowflake('actor'),
    assignee_name: varchar(128, 'actor'),
    assigned_by_id: snowflake('actor'),
    assigned_by_name: varchar(128, 'actor'),
    assigned_at: timestamp(),
  },
  key: ['subject_type', 'subject_id'],
});
