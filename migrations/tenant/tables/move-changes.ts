import { defineTable, rowId, text, varchar } from '../define-table.ts';

/** Keys of rows that changed while they were copied. */
export const table = defineTable({
  name: 'move_changes',
  sinceVersion: 12,
  columns: { id: rowId(), table_name: varchar(64, null), row_key: text(null) },
  key: ['id'],
  onMove: 'resident',
  access: 'mover',
});
