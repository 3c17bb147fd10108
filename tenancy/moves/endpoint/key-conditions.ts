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
  const literals = keyLiterals(endpoint, table, key);
  if (endpoint.isMysql) return expandedRowComparison(endpoint, table, order, literals);
  const values = joinFragments(literals, ', ');
  return {
    sql: `(${endpoint.quoteColumns(table.key)}) ${order} (${values.sql})`,
    bindings: values.bindings,
  };
}

/**
 * `(a, b) > (1, 2)` as `(a > 1 OR (a = 1 AND b > 2))`, nested once per column: MySQL and MariaDB
 * use no index range for a comparison of rows.
 */
function expandedRowComparison(
  endpoint: MoveEndpoint,
  table: MovedTable,
  order: '>' | '<=',
  literals: readonly SqlFragment[],
): SqlFragment {
  return literals.reduceRight<SqlFragment | null>((rest, { sql, bindings }, index) => {
    const column = endpoint.quoteColumn(table.key[index]?.name ?? '');
    if (!rest) return { sql: `${column} ${order} ${sql}`, bindings };
    return {
      sql: `(${column} ${order[0]} ${sql} OR (${column} = ${sql} AND ${rest.sql}))`,
      bindings: [...bindings, ...bindings, ...rest.bindings],
    };
  }, null) as SqlFragment;
}

/** Rows with one of these keys. */
export function keyListCondition(
  endpoint: MoveEndpoint,
  table: MovedTable,
  keys: readonly RowKey[],
): SqlFragment {
  const [only, ...others] = table.key;
  if (!only) return { sql: '1 = 1', bindings: [] };
  const literals = keys.map((key) => keyLiterals(endpoint, table, key));
  if (others.length === 0) {
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
