import type { Migration } from '../types.ts';

/**
 * What a delivery is about, as type and id. Null in rows of the version before, which know
 * submissions only, by `number`; rows about submissions keep it for that version.
 */
export const migration: Migration = {
  version: 20,
  name: 'outbox_subjects',
  up: (knex) =>
    knex.schema.alterTable('outbox', (table) => {
      table.string('subject_type', 24);
      table.string('subject_id', 36);
    }),
};
