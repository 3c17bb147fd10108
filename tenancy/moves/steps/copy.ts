import { withFence } from '../endpoint/fence.ts';
import type { RowKey } from '../endpoint/key-conditions.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { pipeRows } from '../endpoint/pipe-rows.ts';
import { findChunkEnd, readRowChunk } from '../endpoint/read-rows.ts';
import { rowBytes, rowKeyOf } from '../endpoint/serialized-row.ts';
import { eraseRows, insertRows } from '../endpoint/write-rows.ts';
import type { MoveRun } from '../move-run.ts';
import { MOVED_TABLES, type MovedTable } from '../moved-tables.ts';

/**
 * Table by table, in the order of the key. What was written down of the progress is never ahead of
 * the target; what the target has beyond it is erased when a move is resumed.
 */
export async function copy(moveRun: MoveRun): Promise<void> {
  await moveRun.claimFences();
  const { source, target } = await moveRun.openEndpoints();
  const { position } = moveRun.row;
  const startIndex = position ? MOVED_TABLES.findIndex(({ name }) => name === position.table) : 0;
  const copyTable =
    source.database.isManaged && target.database.isManaged ? pipeTable : transferTable;
  for (const [index, table] of MOVED_TABLES.entries()) {
    if (index < startIndex) continue;
    const after = index === startIndex ? (position?.key ?? null) : null;
    await eraseRows(target, moveRun.loadingFence, table, after);
    await copyTable(moveRun, { source, target }, table, after);
  }
  await moveRun.checkpoint('copy.done');
  await moveRun.advanceTo('catch_up', {
    position: null,
    rowsCopied: moveRun.row.rowsCopied,
    bytesCopied: moveRun.row.bytesCopied,
  });
}

interface Endpoints {
  source: MoveEndpoint;
  target: MoveEndpoint;
}

/** @param key the last one that is there; null: the table is done */
async function saveCopyProgress(
  moveRun: MoveRun,
  table: MovedTable,
  key: RowKey | null,
  chunk: { rows: number; bytes: number },
): Promise<void> {
  const next = MOVED_TABLES[MOVED_TABLES.indexOf(table) + 1];
  await moveRun.saveProgress({
    position: key || !next ? { table: table.name, key } : { table: next.name, key: null },
    rowsCopied: moveRun.row.rowsCopied + chunk.rows,
    bytesCopied: moveRun.row.bytesCopied + chunk.bytes,
  });
  await moveRun.checkpoint('copy.chunk');
}

/** Region to region: rows pass through as they are. */
async function pipeTable(
  moveRun: MoveRun,
  { source, target }: Endpoints,
  table: MovedTable,
  startAfter: RowKey | null,
): Promise<void> {
  let after = startAfter;
  do {
    const upTo = await findChunkEnd(source, table, after, moveRun.deps.limits.pipeBatchRows);
    const chunk = await pipeRows({ source, target, token: moveRun.fenceToken }, table, {
      after,
      upTo,
    });
    await saveCopyProgress(moveRun, table, upTo, chunk);
    after = upTo;
  } while (after);
}

/**
 * From or to a customer database: rows are read, judged and written, the next ones read meanwhile.
 */
async function transferTable(
  moveRun: MoveRun,
  { source, target }: Endpoints,
  table: MovedTable,
  startAfter: RowKey | null,
): Promise<void> {
  const limit = moveRun.deps.limits.chunkRows;
  const read = (after: RowKey | null) => readRowChunk(source, table, { after, limit });
  let rows = await read(startAfter);
  while (rows.length > 0) {
    const last = rowKeyOf(table, rows.at(-1) as (typeof rows)[number]);
    const nextChunk = table.key.length > 0 ? read(last) : Promise.resolve([]);
    // Heard below; until then it must not be an unhandled one.
    nextChunk.catch(() => {});
    const chunk = rows;
    await withFence(target, { ...moveRun.loadingFence, role: 'app' }, (query) =>
      insertRows(target, query, table, chunk),
    );
    const bytes = chunk.reduce((sum, row) => sum + rowBytes(row), 0);
    await saveCopyProgress(moveRun, table, table.key.length > 0 ? last : null, {
      rows: chunk.length,
      bytes,
    });
    rows = await nextChunk;
  }
}
