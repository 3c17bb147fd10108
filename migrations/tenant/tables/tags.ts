import { defineTable, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'tags',
  sinceVersion: 18,
  columns: {
    // SHA-256 of the tag's folded text, the first 22 characters in base64url.
    id: varchar(22, null),
    name: varchar(32, null),
    created_at: timestamp(),
  },
  key: ['id'],
});
