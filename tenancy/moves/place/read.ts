import { MoveProblem } from '../problem.ts';
import type { Table } from '../tables.ts';
import { among, beyond, type Key, ofGuild, orderOf, type Piece } from './keys.ts';
import { type Line, linesOf, MAX_TEXT_BYTES } from './line.ts';
import type { Side } from './side.ts';

/** What is held in memory of a table at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Keys looked up by one statement. */
const KEYS_AT_ONCE = 200;

/** The guild's next rows in the order of their key, at most `limit`; fewer when they are large. */
export async function readChunk(
  side: Side,
  table: Table,
  range: { after: Key | null; upTo?: Key | null; limit: number },
): Promise<Line[]> {
  const where = both(
    beyond(side, table, '>', range.after),
    beyond(side, table, '<=', range.upTo ?? null),
  );
  const limit = side.place.managed ? range.limit : await fitting(side, table, where, range.limit);
  return select(side, table, where, limit);
}

/** The rows with these keys that are there. */
export async function readKeys(side: Side, table: Table, keys: readonly Key[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = keys.slice(from, from + KEYS_AT_ONCE);
    const where = among(side, table, some);
    const isSmall =
      side.place.managed || (await fitting(side, table, where, some.length)) === some.length;
    if (isSmall) lines.push(...(await select(side, table, where, some.length)));
    else
      for (const key of some)
        lines.push(...(await select(side, table, among(side, table, [key]), 1)));
  }
  return lines;
}

export async function countRows(side: Side, table: Table): Promise<number> {
  const { rows } = await side.run(
    `SELECT count(*) AS n FROM ${side.table(table.name)} WHERE ${ofGuild(side)}`,
  );
  return Number(rows[0]?.n);
}

/** The last key of the next `size` rows; null when there are fewer. */
export async function keyAfter(
  side: Side,
  table: Table,
  after: Key | null,
  size: number,
): Promise<Key | null> {
  if (table.key.length === 0) return null;
  const where = beyond(side, table, '>', after);
  const { rows } = await side.run(
    `SELECT ${side.columns(table.key)} FROM ${side.table(table.name)}
      WHERE ${ofGuild(side)} AND ${where.sql}${orderOf(side, table)} LIMIT 1 OFFSET ${size - 1}`,
    where.bindings,
  );
  const [row] = rows;
  return row ? table.key.map(({ name }) => String(row[name])) : null;
}

const both = (a: Piece, b: Piece): Piece => ({
  sql: `${a.sql} AND ${b.sql}`,
  bindings: [...a.bindings, ...b.bindings],
});

async function select(side: Side, table: Table, where: Piece, limit: number): Promise<Line[]> {
  const { rows } = await side.run(
    `SELECT ${side.columns(table.columns)} FROM ${side.table(table.name)}
      WHERE ${ofGuild(side)} AND ${where.sql}${orderOf(side, table)} LIMIT ${limit}`,
    where.bindings,
  );
  return linesOf(table, rows);
}

/**
 * How many of the next rows fit into memory. An own database is asked for sizes before it is asked
 * for values: what its owner put there is not read because somebody moves it.
 * @throws MoveProblem `ROW table 1` for a value that nothing of ours could have written
 */
async function fitting(side: Side, table: Table, where: Piece, limit: number): Promise<number> {
  const sizes = table.columns
    .filter(({ type }) => type === 'text' || typeof type === 'number')
    .map(({ name }) => `COALESCE(octet_length(${side.column(name)}), 0)`);
  if (sizes.length === 0) return limit;
  const largest = sizes.length === 1 ? sizes[0] : `GREATEST(${sizes.join(', ')})`;
  const { rows } = await side.run(
    `SELECT ${sizes.join(' + ')} AS size, ${largest} AS largest FROM ${side.table(table.name)}
      WHERE ${ofGuild(side)} AND ${where.sql}${orderOf(side, table)} LIMIT ${limit}`,
    where.bindings,
  );
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    if (Number(row.largest) > MAX_TEXT_BYTES)
      throw new MoveProblem(`ROW ${table.name} 1`, { passes: false });
    bytes += Number(row.size);
    if (count > 0 && bytes > CHUNK_BYTES) break;
    count += 1;
  }
  return rows.length <= count ? limit : count;
}
