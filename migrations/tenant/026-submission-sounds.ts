import type { Migration } from '../types.ts';

/** The earlier demo that has the same sound; its own column, so the version before says nothing wrong. */
export const migration: Migration = {
  version: 26,
  name: 'submission_sounds',
  up: () => ['ALTER TABLE submissions ADD COLUMN same_sound_as bigint'],
};
