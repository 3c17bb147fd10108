import type { Drive } from '../drive.ts';
import { underFence } from '../place/fence.ts';
import { erase, insertLines } from '../place/fill.ts';
import type { Key } from '../place/keys.ts';
import { keyOf, lineBytes } from '../place/line.ts';
import { pipeChunk } from '../place/pipe.ts';
import { keyAfter, readChunk } from '../place/read.ts';
import type { Side } from '../place/side.ts';
import { TABLES, type Table } from '../tables.ts';

/**
 * Table by table, in the order of the key. What was written down of the progress is never ahead of
 * the target; what the target has beyond it is erased when a move is resumed.
 */
export async function copy(drive: Drive): Promise<void> {
  await drive.claim();
  const { source, target } = await drive.sides();
  const { position } = drive.row;
  const from = position ? TABLES.findIndex(({ name }) => name === position.table) : 0;
  const copyTable = source.place.managed && target.place.managed ? pipeTable : carryTable;
  for (const [index, table] of TABLES.entries()) {
    if (index < from) continue;
    const after = index === from ? (position?.key ?? null) : null;
    await erase(target, drive.filling, table, after);
    await copyTable(drive, { source, target }, table, after);
  }
  await drive.checkpoint('copy.done');
  await drive.step('catch_up', {
    position: null,
    rowsCopied: drive.row.rowsCopied,
    bytesCopied: drive.row.bytesCopied,
  });
}

interface Sides {
  source: Side;
  target: Side;
}

/** @param key the last one that is there; null: the table is done */
async function copied(
  drive: Drive,
  table: Table,
  key: Key | null,
  chunk: { rows: number; bytes: number },
): Promise<void> {
  const next = TABLES[TABLES.indexOf(table) + 1];
  await drive.progress({
    position: key || !next ? { table: table.name, key } : { table: next.name, key: null },
    rowsCopied: drive.row.rowsCopied + chunk.rows,
    bytesCopied: drive.row.bytesCopied + chunk.bytes,
  });
  await drive.checkpoint('copy.chunk');
}

/** Region to region: rows pass through as they are. */
async function pipeTable(
  drive: Drive,
  { source, target }: Sides,
  table: Table,
  from: Key | null,
): Promise<void> {
  let after = from;
  do {
    const upTo = await keyAfter(source, table, after, drive.deps.limits.pipeRows);
    const chunk = await pipeChunk({ source, target, token: drive.token }, table, { after, upTo });
    await copied(drive, table, upTo, chunk);
    after = upTo;
  } while (after);
}

/** From or to an own database: rows are read, judged and written, the next ones read meanwhile. */
async function carryTable(
  drive: Drive,
  { source, target }: Sides,
  table: Table,
  from: Key | null,
): Promise<void> {
  const limit = drive.deps.limits.chunkRows;
  const read = (after: Key | null) => readChunk(source, table, { after, limit });
  let lines = await read(from);
  while (lines.length > 0) {
    const last = keyOf(table, lines.at(-1) as (typeof lines)[number]);
    const next = table.key.length > 0 ? read(last) : Promise.resolve([]);
    // Heard below; until then it must not be an unhandled one.
    next.catch(() => {});
    const chunk = lines;
    await underFence(target, { ...drive.filling, role: 'app' }, (run) =>
      insertLines(target, run, table, chunk),
    );
    const bytes = chunk.reduce((sum, line) => sum + lineBytes(line), 0);
    await copied(drive, table, table.key.length > 0 ? last : null, { rows: chunk.length, bytes });
    lines = await next;
  }
}
