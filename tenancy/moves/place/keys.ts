import type { Column, Table } from '../tables.ts';
import type { Side } from './side.ts';

/** The values of a table's key columns, as text. */
export type Key = readonly string[];

/** A piece of SQL with its bindings. */
export interface Piece {
  sql: string;
  bindings: string[];
}

const DIGITS = /^-?[0-9]{1,19}$/;

/**
 * MySQL compares a number with a bound text as floating point: there, whole numbers stand in the
 * statement as they are.
 */
export function literal(side: Side, column: Column, value: string): Piece {
  if (!side.isMysql || typeof column.type === 'number' || column.type === 'text')
    return { sql: '?', bindings: [value] };
  if (!DIGITS.test(value)) throw new TypeError('not a whole number');
  return { sql: value, bindings: [] };
}

const join = (pieces: readonly Piece[], separator: string): Piece => ({
  sql: pieces.map(({ sql }) => sql).join(separator),
  bindings: pieces.flatMap(({ bindings }) => bindings),
});

const pieces = (side: Side, table: Table, key: Key): Piece[] =>
  table.key.map((column, index) => literal(side, column, key[index] as string));

/** The guild's rows. */
export const ofGuild = (side: Side) => `guild_id = ${side.guildId}`;

/** Rows behind (`>`) a key, or up to it (`<=`). Null: no bound. */
export function beyond(side: Side, table: Table, order: '>' | '<=', key: Key | null): Piece {
  if (key === null) return { sql: '1 = 1', bindings: [] };
  // A guild's only row: whoever has seen it has seen all.
  if (table.key.length === 0) return { sql: order === '>' ? '1 = 0' : '1 = 1', bindings: [] };
  const [first, second] = pieces(side, table, key) as [Piece, Piece | undefined];
  const [a, b] = table.key.map(({ name }) => side.column(name)) as [string, string];
  if (!second) return { sql: `${a} ${order} ${first.sql}`, bindings: first.bindings };
  if (!side.isMysql)
    return {
      sql: `(${a}, ${b}) ${order} (${first.sql}, ${second.sql})`,
      bindings: [...first.bindings, ...second.bindings],
    };
  // MySQL and MariaDB find no range in a comparison of rows.
  return {
    sql: `(${a} ${order[0]} ${first.sql} OR (${a} = ${first.sql} AND ${b} ${order} ${second.sql}))`,
    bindings: [...first.bindings, ...first.bindings, ...second.bindings],
  };
}

/** Rows with one of these keys. */
export function among(side: Side, table: Table, keys: readonly Key[]): Piece {
  const [only, second] = table.key;
  if (!only) return { sql: '1 = 1', bindings: [] };
  const values = keys.map((key) => pieces(side, table, key));
  if (!second) {
    const list = join(values.flat(), ', ');
    return { sql: `${side.column(only.name)} IN (${list.sql})`, bindings: list.bindings };
  }
  const each = values.map((parts) =>
    join(
      parts.map(({ sql, bindings }, index) => ({
        sql: `${side.column(table.key[index]?.name ?? '')} = ${sql}`,
        bindings,
      })),
      ' AND ',
    ),
  );
  const any = join(each, ') OR (');
  return { sql: `((${any.sql}))`, bindings: any.bindings };
}

export const orderOf = (side: Side, table: Table): string =>
  table.key.length === 0 ? '' : ` ORDER BY ${side.columns(table.key)}`;
