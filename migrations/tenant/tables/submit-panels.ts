import { defineTable, nullable, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'submit_panels',
  sinceVersion: 38,
  columns: {
    channel_id: snowflake(null),
    headline: nullable(varchar(100, null)),
    content: nullable(varchar(1_500, null)),
    set_by_id: snowflake('actor'),
    set_by_name: varchar(128, 'actor'),
    set_at: timestamp(),
  },
  key: ['channel_id'],
});
