import { defineTable, integer, text, timestamp } from '../define-table.ts';

/** What intake has to know of the settings while the guild's database is away. */
export const table = defineTable({
  name: 'settings_snapshots',
  sinceVersion: 14,
  columns: { document: text(null), revision: integer(), taken_at: timestamp() },
  key: [],
  onMove: 'resident',
  isHomeRegionOnly: true,
});
