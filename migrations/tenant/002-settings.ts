import type { Migration } from '../types.ts';
import { guildTable, json, time } from './columns.ts';
import { isolated } from './isolation.ts';

export const settings: Migration = {
  version: 2,
  name: 'guild_settings',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'guild_settings', [], (table) => {
        json(table, 'document').notNullable();
        table.integer('revision').notNullable();
        time(table, 'updated_at').notNullable();
      }),
      'guild_settings',
      target,
    ),
};
