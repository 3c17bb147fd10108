import { defineTable, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'subject_tags',
  sinceVersion: 19,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    tag_id: varchar(22, null),
    at: timestamp(),
  },
  key: ['subject_type', 'subject_id', 'tag_id'],
});
