import { days, defineTable, nullable, text, timestamp, varchar } from '../define-table.ts';

export const table = defineTable({
  name: 'requests',
  sinceVersion: 7,
  columns: {
    id: varchar(80, null),
    at: timestamp(),
    // The result of an operation, for whoever called it.
    answer: nullable(text('actor')),
    fingerprint: nullable(varchar(64, 'actor')),
  },
  key: ['id'],
  retention: {
    column: 'at',
    columnKind: 'time',
    keepMs: days(7),
    reason: 'Discord and browsers repeat a request within minutes',
  },
});
