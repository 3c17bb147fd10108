import {
  defineTable,
  integer,
  nullable,
  rowId,
  text,
  timestamp,
  varchar,
} from '../define-table.ts';

/** Deferred submissions, sealed with the guild's Transit key. */
export const table = defineTable({
  name: 'parked_demos',
  sinceVersion: 14,
  columns: {
    id: rowId(),
    request_id: varchar(80, null),
    sealed: text('artist'),
    parked_at: timestamp(),
    attempts: integer(),
    last_error: nullable(varchar(64, null)),
  },
  key: ['id'],
  onMove: 'resident',
  isHomeRegionOnly: true,
});
