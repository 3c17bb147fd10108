import { bigint, defineTable, snowflake, timestamp } from '../define-table.ts';

export const table = defineTable({
  name: 'listening_places',
  sinceVersion: 32,
  columns: {
    user_id: snowflake('actor'),
    // Demos up to this one are behind them; 0: the beginning.
    number: bigint(),
    updated_at: timestamp(),
  },
  key: ['user_id'],
});
