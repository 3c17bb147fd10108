import type { Migration } from '../types.ts';

/**
 * With which tenant schema a move was prepared: a worker of another version does not go on with what
 * this one has copied. Null: by a worker that did not note it.
 */
export const migration: Migration = {
  version: 10,
  name: 'move_schema_version',
  up: () => ['ALTER TABLE moves ADD COLUMN schema_version integer'],
};
