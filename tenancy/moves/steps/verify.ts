import type { RowKey } from '../endpoint/key-conditions.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { readRowChunk } from '../endpoint/read-rows.ts';
import { rowKeyOf, type SerializedRow } from '../endpoint/serialized-row.ts';
import { verifyProblem } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { MOVED_TABLES, type MovedTable } from '../moved-tables.ts';
import { applyChanges, applyPendingChanges } from './catch-up.ts';
import { findDifferingKeys, recheckKeys } from './compare-rows.ts';

/**
 * So few rows are compared under the fence at most, unless they change faster than they are read.
 */
const MAX_KEYS_UNDER_FENCE = 200;
const MAX_RECHECK_ROUNDS = 50;
/** More differences than that are no accident that could be put right. */
const MAX_REPAIRS = 1_000;

/**
 * Every row of both databases, value by value, range by range: text keys sort alike everywhere (see
 * migration 013). What differs because it changed meanwhile is compared again later, in the end
 * under the fence; anything else is put right once, and fails the move if it differs again.
 */
export async function verify(moveRun: MoveRun): Promise<void> {
  await moveRun.claimFences();
  moveRun.dirtyKeys.clear();
  const repairs = { left: MAX_REPAIRS };
  for (const table of MOVED_TABLES) await verifyTable(moveRun, table, repairs);
  await recheckDirtyKeys(moveRun);
  moveRun.hasVerified = true;
  await moveRun.checkpoint('verify.done');
  await moveRun.advanceTo('fence');
}

async function verifyTable(
  moveRun: MoveRun,
  table: MovedTable,
  repairs: { left: number },
): Promise<void> {
  const { source, target } = await moveRun.openEndpoints();
  const limit = moveRun.deps.limits.chunkRows;
  for (let after: RowKey | null = null; ; ) {
    const sourceRows: SerializedRow[] = await readRowChunk(source, table, { after, limit });
    const last = sourceRows.at(-1);
    const upTo = last && table.key.length > 0 ? rowKeyOf(table, last) : null;
    const targetRows = await readRange(target, table, {
      after,
      upTo,
      limit: sourceRows.length + limit,
    });
    const differing = findDifferingKeys(table, sourceRows, targetRows);
    if (differing.length > 0) await repairDifferences(moveRun, table, differing, repairs);
    await moveRun.throwIfInterrupted();
    // The last range has no end: what the target has behind the last row is seen too.
    if (!upTo) return;
    after = upTo;
  }
}

/** All rows of a range, in as many reads as their size needs; not many more than are expected. */
async function readRange(
  endpoint: MoveEndpoint,
  table: MovedTable,
  range: { after: RowKey | null; upTo: RowKey | null; limit: number },
): Promise<SerializedRow[]> {
  const rows: SerializedRow[] = [];
  for (let after = range.after; rows.length < range.limit; ) {
    const chunk = await readRowChunk(endpoint, table, {
      after,
      upTo: range.upTo,
      limit: range.limit - rows.length,
    });
    rows.push(...chunk);
    const last = chunk.at(-1);
    if (!last || table.key.length === 0) break;
    after = rowKeyOf(table, last);
  }
  return rows;
}

async function repairDifferences(
  moveRun: MoveRun,
  table: MovedTable,
  keys: readonly RowKey[],
  repairs: { left: number },
): Promise<void> {
  await applyPendingChanges(moveRun);
  const findUnexplained = () => keys.filter((key) => !moveRun.dirtyKeys.has(table, key));
  const differing = await recheckKeys(moveRun, table, findUnexplained());
  if (differing.length === 0) return;
  // Changed between the last look at the notes and this one?
  await applyPendingChanges(moveRun);
  const unexplainedKeys = differing.filter((key) => !moveRun.dirtyKeys.has(table, key));
  repairs.left -= unexplainedKeys.length;
  if (repairs.left < 0) throw verifyProblem(table);
  await applyChanges(moveRun, [[table, unexplainedKeys]]);
}

/**
 * Compares what changed since, in rounds, until so little is left that the fence can wait for it.
 */
export async function recheckDirtyKeys(moveRun: MoveRun): Promise<void> {
  for (let round = 0; round < MAX_RECHECK_ROUNDS; round++) {
    await applyPendingChanges(moveRun);
    if (
      moveRun.dirtyKeys.size === 0 ||
      (round > 0 && moveRun.dirtyKeys.size <= MAX_KEYS_UNDER_FENCE)
    )
      return;
    for (const [table, keys] of moveRun.dirtyKeys.list()) {
      const differing = new Set(
        (await recheckKeys(moveRun, table, keys)).map((key) => JSON.stringify(key)),
      );
      for (const key of keys)
        if (!differing.has(JSON.stringify(key))) moveRun.dirtyKeys.markEqual(table, key);
        else if (moveRun.dirtyKeys.recordDifference(table, key)) {
          // A change that was not yet noted when it was read is noted by now.
          await applyPendingChanges(moveRun);
          if (moveRun.dirtyKeys.recordDifference(table, key)) throw verifyProblem(table);
        }
      await moveRun.throwIfInterrupted();
    }
  }
}
