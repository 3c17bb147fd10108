import type { Knex } from 'knex';

type TableBuilder = Knex.CreateTableBuilder;

/** A Discord id. BIGINT on both engines, read as a string (see tenancy/pools). */
export const snowflakeColumn = (table: TableBuilder, name: string) => table.bigInteger(name);

/** Epoch milliseconds: the same precision and zone on both engines. */
export const timestampColumn = (table: TableBuilder, name: string) => table.bigInteger(name);

/** Our own row ids: UUIDv7 in canonical form, so that text order is time order on both engines. */
export const rowIdColumn = (table: TableBuilder, name = 'id') => table.string(name, 36);

/** JSON kept as text: a foreign value cannot break a read, and both engines return it alike. */
export const jsonColumn = (table: TableBuilder, name: string) => table.text(name, 'mediumtext');

/**
 * Every table: `guild_id` first in its primary key, binary collation, so both engines sort alike.
 */
export function createPlainTable(
  knex: Knex,
  name: string,
  keyColumns: readonly string[],
  defineColumns: (table: TableBuilder) => void,
): Knex.SchemaBuilder {
  return knex.schema.createTable(name, (table) => {
    if (knex.client.config.client === 'mysql2') {
      table.engine('InnoDB');
      table.charset('utf8mb4');
      table.collate('utf8mb4_bin');
    }
    snowflakeColumn(table, 'guild_id').notNullable();
    defineColumns(table);
    table.primary(['guild_id', ...keyColumns]);
  });
}
