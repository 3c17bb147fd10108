import { isTextColumn, MOVED_TABLES, type MovedTable } from '../moved-tables.ts';
import { withFence } from './fence.ts';
import {
  guildCondition,
  keyListCondition,
  keyRangeCondition,
  type RowKey,
  toSqlLiteral,
} from './key-conditions.ts';
import type { MoveEndpoint, RunQuery } from './move-endpoint.ts';
import { rowBytes, type SerializedRow } from './serialized-row.ts';

/** One INSERT of MySQL: far below the smallest `max_allowed_packet` in use. */
const MAX_MYSQL_STATEMENT_BYTES = 1024 * 1024;
const MAX_MYSQL_STATEMENT_ROWS = 500;
const ERASE_BATCH_ROWS = 5_000;
const KEY_BATCH_SIZE = 200;

/** Adds rows in a transaction that is under the fence. */
export async function insertRows(
  endpoint: MoveEndpoint,
  query: RunQuery,
  table: MovedTable,
  serializedRows: readonly SerializedRow[],
): Promise<void> {
  if (serializedRows.length === 0) return;
  if (endpoint.isMysql) {
    for (const batch of batchRows(serializedRows))
      await insertMysqlRows(endpoint, query, table, batch);
    return;
  }
  const names = endpoint.quoteColumns(table.columns);
  const recordColumns = table.columns
    .map(
      (column) =>
        `${endpoint.quoteColumn(column.name)} ${isTextColumn(column) ? 'text' : column.type}`,
    )
    .join(', ');
  const rows = serializedRows.map((row) =>
    Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index]])),
  );
  await query(
    `INSERT INTO ${endpoint.quoteTable(table.name)} (guild_id, ${names})
     SELECT ?::bigint, ${names} FROM json_to_recordset(?::json) AS r (${recordColumns})`,
    [endpoint.guildId, JSON.stringify(rows)],
  );
}

async function insertMysqlRows(
  endpoint: MoveEndpoint,
  query: RunQuery,
  table: MovedTable,
  serializedRows: readonly SerializedRow[],
): Promise<void> {
  const bindings: string[] = [];
  const toSqlValue = (row: SerializedRow, index: number): string => {
    const column = table.columns[index];
    const text = row[index];
    if (!column || text === null || text === undefined) return 'NULL';
    const fragment = toSqlLiteral(endpoint, column, text);
    bindings.push(...fragment.bindings);
    return fragment.sql;
  };
  const rows = serializedRows.map(
    (row) =>
      `(${endpoint.guildId}, ${table.columns.map((_, index) => toSqlValue(row, index)).join(', ')})`,
  );
  await query(
    `INSERT INTO ${endpoint.quoteTable(table.name)} (guild_id, ${endpoint.quoteColumns(table.columns)}) VALUES ${rows.join(', ')}`,
    bindings,
  );
}

function* batchRows(serializedRows: readonly SerializedRow[]): Generator<SerializedRow[]> {
  let batch: SerializedRow[] = [];
  let batchBytes = 0;
  for (const row of serializedRows) {
    const rowSizeBytes = rowBytes(row);
    if (
      batch.length === MAX_MYSQL_STATEMENT_ROWS ||
      (batch.length > 0 && batchBytes + rowSizeBytes > MAX_MYSQL_STATEMENT_BYTES)
    ) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(row);
    batchBytes += rowSizeBytes;
  }
  if (batch.length > 0) yield batch;
}

export async function deleteRows(
  endpoint: MoveEndpoint,
  query: RunQuery,
  table: MovedTable,
  keys: readonly RowKey[],
): Promise<void> {
  for (let from = 0; from < keys.length; from += KEY_BATCH_SIZE) {
    const where = keyListCondition(endpoint, table, keys.slice(from, from + KEY_BATCH_SIZE));
    await query(
      `DELETE FROM ${endpoint.quoteTable(table.name)} WHERE ${guildCondition(endpoint)} AND ${where.sql}`,
      where.bindings,
    );
  }
}

/**
 * Deletes the guild's rows of a table, those behind a key only, in small transactions under the
 * fence.
 * @returns how many
 */
export async function eraseRows(
  endpoint: MoveEndpoint,
  fence: { mode: 'filling' | 'moved'; token: string },
  table: Pick<MovedTable, 'name' | 'key'>,
  after: RowKey | null = null,
): Promise<number> {
  const name = endpoint.quoteTable(table.name);
  const where = keyRangeCondition(endpoint, table as MovedTable, '>', after);
  const condition = `${guildCondition(endpoint)} AND ${where.sql}`;
  const sql = endpoint.isMysql
    ? `DELETE FROM ${name} WHERE ${condition} LIMIT ${ERASE_BATCH_ROWS}`
    : `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${name} WHERE ${condition} LIMIT ${ERASE_BATCH_ROWS}))`;
  let erased = 0;
  for (;;) {
    const { changedRows } = await withFence(endpoint, fence, (query) => query(sql, where.bindings));
    erased += changedRows;
    if (changedRows < ERASE_BATCH_ROWS) return erased;
  }
}

/** All rows of the guild in a database, except its fence row. */
export async function eraseGuildRows(
  endpoint: MoveEndpoint,
  fence: { mode: 'filling' | 'moved'; token: string },
): Promise<void> {
  for (const table of MOVED_TABLES) await eraseRows(endpoint, fence, table);
  await eraseRows(endpoint, fence, { name: 'move_changes', key: [] });
}
