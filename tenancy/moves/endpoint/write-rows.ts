import { MOVED_TABLES, type MovedTable } from '../moved-tables.ts';
import { withFence } from './fence.ts';
import {
  guildCondition,
  keyListCondition,
  keyRangeCondition,
  type RowKey,
  type SqlFragment,
  toSqlLiteral,
} from './key-conditions.ts';
import type { MoveEndpoint, RunQuery } from './move-endpoint.ts';
import { rowBytes, type SerializedRow } from './serialized-row.ts';

/** One INSERT: far below MySQL's smallest `max_allowed_packet` in use. */
const MAX_STATEMENT_BYTES = 1024 * 1024;
/** Postgres takes 65,535 values. */
const MAX_STATEMENT_ROWS = 500;
const ERASE_BATCH_ROWS = 5_000;
const KEY_BATCH_SIZE = 200;

/**
 * Adds rows in a transaction that is under the fence. As VALUES: Citus does an INSERT … SELECT by a
 * COPY, which row security refuses to the app role.
 */
export async function insertRows(
  endpoint: MoveEndpoint,
  query: RunQuery,
  table: MovedTable,
  serializedRows: readonly SerializedRow[],
): Promise<void> {
  for (const batch of batchRows(serializedRows)) await insertBatch(endpoint, query, table, batch);
}

async function insertBatch(
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
      batch.length === MAX_STATEMENT_ROWS ||
      (batch.length > 0 && batchBytes + rowSizeBytes > MAX_STATEMENT_BYTES)
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
  const where = keyRangeCondition(endpoint, table as MovedTable, '>', after);
  const eraseBatch = endpoint.isMysql ? eraseMysqlBatch : erasePostgresBatch;
  let erased = 0;
  for (;;) {
    const count = await withFence(endpoint, fence, (query) =>
      eraseBatch(query, endpoint.quoteTable(table.name), {
        sql: `${guildCondition(endpoint)} AND ${where.sql}`,
        bindings: where.bindings,
      }),
    );
    erased += count;
    if (count < ERASE_BATCH_ROWS) return erased;
  }
}

async function eraseMysqlBatch(query: RunQuery, name: string, where: SqlFragment): Promise<number> {
  const { changedRows } = await query(
    `DELETE FROM ${name} WHERE ${where.sql} LIMIT ${ERASE_BATCH_ROWS}`,
    where.bindings,
  );
  return changedRows;
}

/** Two statements: Citus refuses the DELETE with a sub-select. */
async function erasePostgresBatch(
  query: RunQuery,
  name: string,
  where: SqlFragment,
): Promise<number> {
  const { rows } = await query(
    `SELECT ctid FROM ${name} WHERE ${where.sql} LIMIT ${ERASE_BATCH_ROWS}`,
    where.bindings,
  );
  if (rows.length === 0) return 0;
  await query(`DELETE FROM ${name} WHERE ${where.sql} AND ctid = ANY (?::tid[])`, [
    ...where.bindings,
    rows.map(({ ctid }) => ctid),
  ]);
  return rows.length;
}

/** All rows of the guild in a database, except its fence row. */
export async function eraseGuildRows(
  endpoint: MoveEndpoint,
  fence: { mode: 'filling' | 'moved'; token: string },
): Promise<void> {
  for (const table of MOVED_TABLES) await eraseRows(endpoint, fence, table);
  await eraseRows(endpoint, fence, { name: 'move_changes', key: [] });
}
