import type { Knex } from 'knex';
import type { MigrationTarget } from '../types.ts';
import { captureTriggerSql } from './capture-trigger.ts';
import { createPlainTable } from './columns.ts';
import { CURRENT_GUILD_SQL } from './row-security.ts';

/**
 * A key column after `guild_id`. Text keys sort by bytes on every engine, as long as they hold no
 * space or control character: MySQL's binary collation pads with spaces.
 */
export type KeyColumnType = 'bigint' | { maxLength: number };

export interface NewGuildTable {
  name: string;
  /** In the order of the primary key. */
  key: Readonly<Record<string, KeyColumnType>>;
  /** The other columns and the indexes. */
  columns(table: Knex.CreateTableBuilder): void;
  /** See GuildTable in define-table.ts. */
  access: 'guild' | 'mover' | 'region';
  onMove: 'moved' | 'resident';
}

/**
 * All that a new table of the tenant schema needs: binary collation, a key that `guild_id` leads,
 * row security and grants in a region's cluster, and the trigger by which a move learns of changes.
 * The policy has no sub-select, because Citus refuses one in the policies of distributed tables.
 *
 * For migrations from version 17 on. It is frozen like they are: test/migrations/landed.test.ts
 * pins the statements of every migration that used it.
 */
export function createGuildTable(
  knex: Knex,
  target: MigrationTarget,
  { name, key, columns, access, onMove }: NewGuildTable,
): Knex.SchemaBuilder {
  const keyColumns = Object.keys(key);
  const schema = createPlainTable(knex, name, keyColumns, (table) => {
    for (const [column, type] of Object.entries(key))
      if (type === 'bigint') table.bigInteger(column).notNullable();
      else if (target.engine === 'mysql') table.string(column, type.maxLength).notNullable();
      else table.specificType(column, `varchar(${type.maxLength}) COLLATE "C"`).notNullable();
    columns(table);
  });
  if (target.managed) {
    if (access !== 'region') {
      const ownGuild = `guild_id = ${CURRENT_GUILD_SQL}`;
      schema
        .raw(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`)
        .raw(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)
        .raw(`CREATE POLICY own_guild ON ${name} USING (${ownGuild}) WITH CHECK (${ownGuild})`);
    }
    const roles = access === 'mover' ? 'vektra_mover' : 'vektra_app, vektra_mover';
    schema.raw(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${roles}`);
  }
  // On MySQL a move creates its triggers itself.
  if (target.engine === 'postgres' && onMove === 'moved')
    schema.raw(captureTriggerSql(name, keyColumns));
  return schema;
}
