import { days, defineTable, rowId, snowflake, text, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'events',
  sinceVersion: 17,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    id: rowId(),
    kind: varchar(48, null),
    at: timestamp(),
    actor_id: snowflake('actor'),
    actor_name: varchar(128, 'actor'),
    source: varchar(16, null),
    // JSON by the event's kind. A rejection's holds the reason, as `submission_events.reason` does.
    data: text('artist'),
  },
  key: ['subject_type', 'subject_id', 'id'],
  retention: {
    column: 'id',
    columnKind: 'uuidv7',
    keepMs: days(365),
    where: { subject_type: 'guild' },
    reason: 'who changed which setting; the events of a submission live as long as it does',
  },
});
