import { isTextColumn, type MovedColumn, type MovedTable } from '../moved-tables.ts';
import type { MoveEndpoint } from './move-endpoint.ts';

/** The values of a table's key columns, as text. */
export type RowKey = readonly string[];

/** A piece of SQL with its bindings. */
export interface SqlFragment {
  sql: string;
  bindings: string[];
}

const INTEGER_PATTERN = /^-?[0-9]{1,19}$/;

/**
 * MySQL compares a number with a bound text as floating point: there, whole numbers stand in the
 * statement as they are.
 */
export function toSqlLiteral(
  endpoint: MoveEndpoint,
  column: MovedColumn,
  value: string,
): SqlFragment {
  if (!endpoint.isMysql || isTextColumn(column)) return { sql: '?', bindings: [value] };
  if (!INTEGER_PATTERN.test(value)) throw new TypeError('not a whole number');
  return { sql: value, bindings: [] };
}

const joinFragments = (fragments: readonly SqlFragment[], separator: string): SqlFragment => ({
  sql: fragments.map(({ sql }) => sql).join(separator),
  bindings: fragments.flatMap(({ bindings }) => bindings),
});

const keyLiterals = (endpoint: MoveEndpoint, table: MovedTable, key: RowKey): SqlFragment[] =>
  table.key.map((column, index) => toSqlLiteral(endpoint, column, key[index] as string));

/** The guild's rows. */
export const guildCondition = (endpoint: MoveEndpoint) => `guild_id = ${endpoint.guildId}`;

/** Rows behind (`>`) a key, or up to it (`<=`). Null: no bound. */
export function keyRangeCondition(
  endpoint: MoveEndpoint,
  table: MovedTable,
  order: '>' | '<=',
  key: RowKey | null,
): SqlFragment {
  if (key === null) return { sql: '1 = 1', bindings: [] };
  // A guild's only row: whoever has seen it has seen all.
  if (table.key.length === 0) return { sql: order === '>' ? '1 = 0' : '1 = 1', bindings: [] };
  const [first, second] = keyLiterals(endpoint, table, key) as [
    SqlFragment,
    SqlFragment | undefined,
  ];
  const [firstColumn, secondColumn] = table.key.map(({ name }) => endpoint.quoteColumn(name)) as [
    string,
    string,
  ];
  if (!second) return { sql: `${firstColumn} ${order} ${first.sql}`, bindings: first.bindings };
  if (!endpoint.isMysql)
    return {
      sql: `(${firstColumn}, ${secondColumn}) ${order} (${first.sql}, ${second.sql})`,
      bindings: [...first.bindings, ...second.bindings],
    };
  // MySQL and MariaDB find no range in a comparison of rows.
  return {
    sql: `(${firstColumn} ${order[0]} ${first.sql} OR (${firstColumn} = ${first.sql} AND ${secondColumn} ${order} ${second.sql}))`,
    bindings: [...first.bindings, ...first.bindings, ...second.bindings],
  };
}

/** Rows with one of these keys. */
export function keyListCondition(
  endpoint: MoveEndpoint,
  table: MovedTable,
  keys: readonly RowKey[],
): SqlFragment {
  const [only, second] = table.key;
  if (!only) return { sql: '1 = 1', bindings: [] };
  const literals = keys.map((key) => keyLiterals(endpoint, table, key));
  if (!second) {
    const list = joinFragments(literals.flat(), ', ');
    return { sql: `${endpoint.quoteColumn(only.name)} IN (${list.sql})`, bindings: list.bindings };
  }
  const conditions = literals.map((fragments) =>
    joinFragments(
      fragments.map(({ sql, bindings }, index) => ({
        sql: `${endpoint.quoteColumn(table.key[index]?.name ?? '')} = ${sql}`,
        bindings,
      })),
      ' AND ',
    ),
  );
  const condition = joinFragments(conditions, ') OR (');
  return { sql: `((${condition.sql}))`, bindings: condition.bindings };
}

export const orderByKey = (endpoint: MoveEndpoint, table: MovedTable): string =>
  table.key.length === 0 ? '' : ` ORDER BY ${endpoint.quoteColumns(table.key)}`;
