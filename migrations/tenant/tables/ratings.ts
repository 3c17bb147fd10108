import { defineTable, integer, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'ratings',
  sinceVersion: 35,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    user_id: snowflake('actor'),
    user_name: varchar(128, 'actor'),
    stars: integer(),
    rated_at: timestamp(),
  },
  key: ['subject_type', 'subject_id', 'user_id'],
});
