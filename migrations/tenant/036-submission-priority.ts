import type { Migration } from '../types.ts';

/** How urgent a demo is to staff. Null in rows of the version before: normal. */
export const migration: Migration = {
  version: 36,
  name: 'submission_priority',
  up: () => ['ALTER TABLE submissions ADD COLUMN priority varchar(8)'],
};
