import { defineTable, integer, text, timestamp } from '../define-table.ts';

export const table = defineTable({
  name: 'guild_settings',
  sinceVersion: 2,
  columns: { document: text(null), revision: integer(), updated_at: timestamp() },
  key: [],
});
