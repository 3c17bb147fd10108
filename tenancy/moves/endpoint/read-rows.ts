import { MoveProblemError } from '../move-problem.ts';
import { isTextColumn, type MovedTable } from '../moved-tables.ts';
import {
  guildCondition,
  keyListCondition,
  keyRangeCondition,
  orderByKey,
  type RowKey,
  type SqlFragment,
} from './key-conditions.ts';
import type { MoveEndpoint } from './move-endpoint.ts';
import { MAX_TEXT_BYTES, type SerializedRow, serializeRows } from './serialized-row.ts';

/** What is held in memory of a table at a time. */
const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
/** Keys looked up by one statement. */
const KEY_BATCH_SIZE = 200;

/** The guild's next rows in the order of their key, at most `limit`; fewer when they are large. */
export async function readRowChunk(
  endpoint: MoveEndpoint,
  table: MovedTable,
  range: { after: RowKey | null; upTo?: RowKey | null; limit: number },
): Promise<SerializedRow[]> {
  const where = andCondition(
    keyRangeCondition(endpoint, table, '>', range.after),
    keyRangeCondition(endpoint, table, '<=', range.upTo ?? null),
  );
  const limit = endpoint.database.isManaged
    ? range.limit
    : await countFittingRows(endpoint, table, where, range.limit);
  return selectRows(endpoint, table, where, limit);
}

/** The rows with these keys that are there. */
export async function readRowsByKey(
  endpoint: MoveEndpoint,
  table: MovedTable,
  keys: readonly RowKey[],
): Promise<SerializedRow[]> {
  const rows: SerializedRow[] = [];
  for (let from = 0; from < keys.length; from += KEY_BATCH_SIZE) {
    const batch = keys.slice(from, from + KEY_BATCH_SIZE);
    const where = keyListCondition(endpoint, table, batch);
    const fitsInMemory =
      endpoint.database.isManaged ||
      (await countFittingRows(endpoint, table, where, batch.length)) === batch.length;
    if (fitsInMemory) rows.push(...(await selectRows(endpoint, table, where, batch.length)));
    else
      for (const key of batch)
        rows.push(
          ...(await selectRows(endpoint, table, keyListCondition(endpoint, table, [key]), 1)),
        );
  }
  return rows;
}

export async function countRows(endpoint: MoveEndpoint, table: MovedTable): Promise<number> {
  const { rows } = await endpoint.query(
    `SELECT count(*) AS n FROM ${endpoint.quoteTable(table.name)} WHERE ${guildCondition(endpoint)}`,
  );
  return Number(rows[0]?.n);
}

/** The last key of the next `size` rows; null when there are fewer. */
export async function findChunkEnd(
  endpoint: MoveEndpoint,
  table: MovedTable,
  after: RowKey | null,
  rowCount: number,
): Promise<RowKey | null> {
  if (table.key.length === 0) return null;
  const where = keyRangeCondition(endpoint, table, '>', after);
  const { rows } = await endpoint.query(
    `SELECT ${endpoint.quoteColumns(table.key)} FROM ${endpoint.quoteTable(table.name)}
      WHERE ${guildCondition(endpoint)} AND ${where.sql}${orderByKey(endpoint, table)} LIMIT 1 OFFSET ${rowCount - 1}`,
    where.bindings,
  );
  const [row] = rows;
  return row ? table.key.map(({ name }) => String(row[name])) : null;
}

const andCondition = (a: SqlFragment, b: SqlFragment): SqlFragment => ({
  sql: `${a.sql} AND ${b.sql}`,
  bindings: [...a.bindings, ...b.bindings],
});

async function selectRows(
  endpoint: MoveEndpoint,
  table: MovedTable,
  where: SqlFragment,
  limit: number,
): Promise<SerializedRow[]> {
  const { rows } = await endpoint.query(
    `SELECT ${endpoint.quoteColumns(table.columns)} FROM ${endpoint.quoteTable(table.name)}
      WHERE ${guildCondition(endpoint)} AND ${where.sql}${orderByKey(endpoint, table)} LIMIT ${limit}`,
    where.bindings,
  );
  return serializeRows(table, rows);
}

/**
 * How many of the next rows fit into memory. A customer database is asked for sizes before it is
 * asked for values: what its owner put there is not read because somebody moves it.
 * @throws MoveProblem `ROW table 1` for a value that nothing of ours could have written
 */
async function countFittingRows(
  endpoint: MoveEndpoint,
  table: MovedTable,
  where: SqlFragment,
  limit: number,
): Promise<number> {
  const sizes = table.columns
    .filter(isTextColumn)
    .map(({ name }) => `COALESCE(octet_length(${endpoint.quoteColumn(name)}), 0)`);
  if (sizes.length === 0) return limit;
  const largest = sizes.length === 1 ? sizes[0] : `GREATEST(${sizes.join(', ')})`;
  const { rows } = await endpoint.query(
    `SELECT ${sizes.join(' + ')} AS size, ${largest} AS largest FROM ${endpoint.quoteTable(table.name)}
      WHERE ${guildCondition(endpoint)} AND ${where.sql}${orderByKey(endpoint, table)} LIMIT ${limit}`,
    where.bindings,
  );
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    if (Number(row.largest) > MAX_TEXT_BYTES)
      throw new MoveProblemError(`ROW ${table.name} 1`, { isTransient: false });
    bytes += Number(row.size);
    if (count > 0 && bytes > MAX_CHUNK_BYTES) break;
    count += 1;
  }
  return rows.length <= count ? limit : count;
}
