import type { Migration } from '../types.ts';

/**
 * What a request id stands for: the same id with another operation, input or person is a conflict.
 * Null in rows of a version that did not write it.
 */
export const migration: Migration = {
  version: 15,
  name: 'request_fingerprints',
  up: (knex) =>
    knex.schema.alterTable('requests', (table) => {
      table.string('fingerprint', 64);
    }),
};
