import type { Migration } from '../types.ts';
import { createPlainTable } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/** Numbers without gaps: the row lock holds until commit, so a transaction that is rolled back returns its number. */
export const migration: Migration = {
  version: 3,
  name: 'guild_counters',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'guild_counters', ['name'], (table) => {
        table.string('name', 32).notNullable();
        table.bigInteger('value').notNullable();
      }),
      'guild_counters',
      target,
    ),
};
