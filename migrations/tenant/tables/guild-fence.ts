import { bigint, defineTable, nullable, rowId, timestamp, varchar } from '../define-table.ts';

/** Whether this database is open for the guild, and since which epoch. */
export const table = defineTable({
  name: 'guild_fence',
  sinceVersion: 1,
  columns: {
    epoch: bigint(),
    mode: varchar(16, null),
    changed_at: timestamp(),
    move_token: nullable(rowId()),
  },
  key: [],
  onMove: 'resident',
  access: 'mover',
});
