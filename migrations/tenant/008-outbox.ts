import type { Migration } from '../types.ts';
import { createPlainTable, rowIdColumn, timestampColumn } from './columns.ts';
import { withRowSecurity } from './row-security.ts';

/**
 * What must happen outside the database, written with the change that causes it: the act and the
 * ids of records, never a body or a target, because an own database is untrusted. A delivered row
 * is deleted; a dead one stays until somebody retries or dismisses it.
 */
export const migration: Migration = {
  version: 8,
  name: 'outbox',
  up: (knex, target) =>
    withRowSecurity(
      createPlainTable(knex, 'outbox', ['id'], (table) => {
        rowIdColumn(table).notNullable();
        table.string('kind', 24).notNullable();
        table.bigInteger('number');
        rowIdColumn(table, 'ref_id');
        table.string('state', 12).notNullable();
        timestampColumn(table, 'created_at').notNullable();
        timestampColumn(table, 'due_at').notNullable();
        table.integer('attempts').notNullable();
        timestampColumn(table, 'first_sent_at');
        table.string('lease_owner', 64);
        timestampColumn(table, 'lease_until');
        table.string('last_error', 64);
        table.index(['guild_id', 'state', 'due_at'], 'outbox_by_due');
        table.index(['guild_id', 'number', 'kind'], 'outbox_by_record');
      }),
      'outbox',
      target,
    ),
};
