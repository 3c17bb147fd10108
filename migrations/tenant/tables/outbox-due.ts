import { defineTable, rowId, timestamp } from '../define-table.ts';

/** Which guilds of a region have deliveries, and when: one query finds all of them. */
export const table = defineTable({
  name: 'outbox_due',
  sinceVersion: 9,
  columns: { id: rowId(), due_at: timestamp() },
  key: ['id'],
  access: 'region',
});
