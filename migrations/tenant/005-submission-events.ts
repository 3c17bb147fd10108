import type { Migration } from '../types.ts';
import { guildTable, rowId, snowflake, time } from './columns.ts';
import { isolated } from './isolation.ts';

/** The timeline: what happened to a submission, by whom, when and from where. Only ever appended. */
export const submissionEvents: Migration = {
  version: 5,
  name: 'submission_events',
  up: (knex, target) =>
    isolated(
      guildTable(knex, 'submission_events', ['number', 'id'], (table) => {
        table.bigInteger('number').notNullable();
        rowId(table).notNullable();
        table.string('kind', 24).notNullable();
        time(table, 'at').notNullable();
        snowflake(table, 'actor_id').notNullable();
        table.string('actor_name', 128).notNullable();
        table.string('source', 16).notNullable();
        table.string('from_status', 24);
        table.string('to_status', 24);
        table.text('reason');
      }),
      'submission_events',
      target,
    ),
};
