import type { Migration } from '../types.ts';
import { createPlainTable, timestampColumn } from './columns.ts';
import { CURRENT_GUILD_SQL } from './row-security.ts';

/**
 * One row a guild: whether this place is open for it, and since which epoch. Every write locks it
 * in share mode and checks it; a move takes it exclusively. The app role may not touch it except
 * through the functions of 011: SELECT … FOR SHARE needs more than SELECT.
 */
export const migration: Migration = {
  version: 1,
  name: 'guild_fence',
  up: (knex, target) => {
    const schema = createPlainTable(knex, 'guild_fence', [], (table) => {
      table.bigInteger('epoch').notNullable();
      table.string('mode', 16).notNullable();
      timestampColumn(table, 'changed_at').notNullable();
    });
    if (!target.managed) return schema;
    return schema
      .raw('ALTER TABLE guild_fence ENABLE ROW LEVEL SECURITY')
      .raw('ALTER TABLE guild_fence FORCE ROW LEVEL SECURITY')
      .raw(
        `CREATE POLICY own_guild ON guild_fence USING (guild_id = (SELECT ${CURRENT_GUILD_SQL}))`,
      )
      .raw('GRANT SELECT, INSERT, UPDATE, DELETE ON guild_fence TO vektra_mover');
  },
};
