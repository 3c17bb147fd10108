import { defineTable, nullable, snowflake, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'discord_messages',
  sinceVersion: 21,
  columns: {
    subject_type: varchar(24, null),
    subject_id: varchar(36, null),
    role: varchar(16, null),
    channel_id: snowflake(null),
    message_id: nullable(snowflake(null)),
    bot_id: snowflake(null),
    at: timestamp(),
  },
  key: ['subject_type', 'subject_id', 'role'],
});
