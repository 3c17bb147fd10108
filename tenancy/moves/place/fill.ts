import type { Table } from '../tables.ts';
import { TABLES } from '../tables.ts';
import { underFence } from './fence.ts';
import { among, beyond, type Key, literal, ofGuild } from './keys.ts';
import { type Line, lineBytes } from './line.ts';
import type { Run, Side } from './side.ts';

/** One INSERT of MySQL: far below the smallest `max_allowed_packet` in use. */
const MYSQL_STATEMENT_BYTES = 1024 * 1024;
const MYSQL_STATEMENT_ROWS = 500;
const ERASED_AT_ONCE = 5_000;
const KEYS_AT_ONCE = 200;

const SQL_TYPE = { big: 'bigint', int: 'integer', text: 'text' } as const;

/** Adds rows in a transaction that is under the fence. */
export async function insertLines(
  side: Side,
  run: Run,
  table: Table,
  lines: readonly Line[],
): Promise<void> {
  if (lines.length === 0) return;
  if (side.isMysql) {
    for (const batch of batches(lines)) await insertMysql(side, run, table, batch);
    return;
  }
  const names = side.columns(table.columns);
  const shape = table.columns
    .map(
      ({ name, type }) =>
        `${side.column(name)} ${typeof type === 'number' ? 'text' : SQL_TYPE[type]}`,
    )
    .join(', ');
  const rows = lines.map((line) =>
    Object.fromEntries(table.columns.map(({ name }, index) => [name, line[index]])),
  );
  await run(
    `INSERT INTO ${side.table(table.name)} (guild_id, ${names})
     SELECT ?::bigint, ${names} FROM json_to_recordset(?::json) AS r (${shape})`,
    [side.guildId, JSON.stringify(rows)],
  );
}

async function insertMysql(
  side: Side,
  run: Run,
  table: Table,
  lines: readonly Line[],
): Promise<void> {
  const bindings: string[] = [];
  const value = (line: Line, index: number): string => {
    const column = table.columns[index];
    const text = line[index];
    if (!column || text === null || text === undefined) return 'NULL';
    const piece = literal(side, column, text);
    bindings.push(...piece.bindings);
    return piece.sql;
  };
  const rows = lines.map(
    (line) =>
      `(${side.guildId}, ${table.columns.map((_, index) => value(line, index)).join(', ')})`,
  );
  await run(
    `INSERT INTO ${side.table(table.name)} (guild_id, ${side.columns(table.columns)}) VALUES ${rows.join(', ')}`,
    bindings,
  );
}

function* batches(lines: readonly Line[]): Generator<Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = lineBytes(line);
    if (
      batch.length === MYSQL_STATEMENT_ROWS ||
      (batch.length > 0 && bytes + size > MYSQL_STATEMENT_BYTES)
    ) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(line);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

export async function deleteKeys(
  side: Side,
  run: Run,
  table: Table,
  keys: readonly Key[],
): Promise<void> {
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const where = among(side, table, keys.slice(from, from + KEYS_AT_ONCE));
    await run(
      `DELETE FROM ${side.table(table.name)} WHERE ${ofGuild(side)} AND ${where.sql}`,
      where.bindings,
    );
  }
}

/**
 * Deletes the guild's rows of a table, those behind a key only, in small transactions under the fence.
 * @returns how many
 */
export async function erase(
  side: Side,
  fence: { mode: 'filling' | 'moved'; token: string },
  table: Pick<Table, 'name' | 'key'>,
  after: Key | null = null,
): Promise<number> {
  const name = side.table(table.name);
  const where = beyond(side, table as Table, '>', after);
  const condition = `${ofGuild(side)} AND ${where.sql}`;
  const sql = side.isMysql
    ? `DELETE FROM ${name} WHERE ${condition} LIMIT ${ERASED_AT_ONCE}`
    : `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${name} WHERE ${condition} LIMIT ${ERASED_AT_ONCE}))`;
  let erased = 0;
  for (;;) {
    const { changed } = await underFence(side, fence, (run) => run(sql, where.bindings));
    erased += changed;
    if (changed < ERASED_AT_ONCE) return erased;
  }
}

/** All that the guild has in a place, but its fence row. */
export async function eraseAll(
  side: Side,
  fence: { mode: 'filling' | 'moved'; token: string },
): Promise<void> {
  for (const table of TABLES) await erase(side, fence, table);
  await erase(side, fence, { name: 'move_changes', key: [] });
}
