import { bigint, defineTable, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'guild_counters',
  sinceVersion: 3,
  columns: { name: varchar(32, null), value: bigint() },
  key: ['name'],
});
