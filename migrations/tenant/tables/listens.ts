import { bigint, defineTable, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'listens',
  sinceVersion: 31,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    user_id: snowflake('actor'),
    user_name: varchar(128, 'actor'),
    heard_ms: bigint(),
    first_at: timestamp(),
    last_at: timestamp(),
    // What was heard last, and where it was then.
    track: varchar(64, null),
    position_ms: bigint(),
  },
  key: ['subject_type', 'subject_id', 'user_id'],
});
