import { readChanges } from '../endpoint/changes.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { countRows, readRowsByKey } from '../endpoint/read-rows.ts';
import { verifyProblem } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { MOVED_TABLES, type MovedTable } from '../moved-tables.ts';
import { applyPendingChanges } from './catch-up.ts';

/**
 * How many rows a table should have fewer in the target, because their changes are not brought yet.
 */
type PendingRows = Map<MovedTable, number>;

/** More changes than this between two statements: nobody writes as fast. */
const MAX_PENDING_CHANGES = 10_000;

/**
 * Both databases have as many rows in each table, but for changes that are noted and not brought
 * yet. Counted before the fence, from one snapshot of the source, because it takes half a second
 * for a large guild: what changes afterwards is noted and compared row by row.
 * @throws MoveProblem `VERIFY table`
 */
export async function compareCounts(moveRun: MoveRun): Promise<void> {
  const { source, target } = await moveRun.openEndpoints();
  await applyPendingChanges(moveRun);
  const [sourceCounts, targetCounts] = await Promise.all([
    source.snapshot(async (snapshotEndpoint) => ({
      counts: await countAllRows(snapshotEndpoint),
      pending: await countPendingRows(snapshotEndpoint, target),
    })),
    countAllRows(target),
  ]);
  for (const [index, table] of MOVED_TABLES.entries())
    if (
      (sourceCounts.counts[index] ?? 0) - (sourceCounts.pending.get(table) ?? 0) !==
      targetCounts[index]
    )
      throw verifyProblem(table);
}

async function countAllRows(endpoint: MoveEndpoint): Promise<number[]> {
  const counts: number[] = [];
  for (const table of MOVED_TABLES) counts.push(await countRows(endpoint, table));
  return counts;
}

async function countPendingRows(source: MoveEndpoint, target: MoveEndpoint): Promise<PendingRows> {
  const pending: PendingRows = new Map();
  for (const [table, keys] of (await readChanges(source, MAX_PENDING_CHANGES)).keys) {
    const keyList = [...keys.values()];
    const sourceRows = await readRowsByKey(source, table, keyList);
    const targetRows = await readRowsByKey(target, table, keyList);
    pending.set(table, sourceRows.length - targetRows.length);
  }
  return pending;
}
