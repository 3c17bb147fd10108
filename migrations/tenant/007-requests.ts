import type { Migration } from '../types.ts';
import { guildTable, json, time } from './columns.ts';
import { isolated } from './isolation.ts';

/** One row an act: the same request id delivered twice has one effect and the same answer. */
export const requests: Migration = {
  version: 7,
  name: 'requests',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'requests', ['id'], (table) => {
        table.string('id', 80).notNullable();
        time(table, 'at').notNullable();
        json(table, 'answer');
        table.index(['guild_id', 'at'], 'requests_by_time');
      }),
      'requests',
      target,
    ),
};
