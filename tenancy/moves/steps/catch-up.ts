import {
  type CapturedChanges,
  countChanges,
  deleteChanges,
  readChanges,
} from '../endpoint/changes.ts';
import { withFence } from '../endpoint/fence.ts';
import type { RowKey } from '../endpoint/key-conditions.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { readRowsByKey } from '../endpoint/read-rows.ts';
import type { SerializedRow } from '../endpoint/serialized-row.ts';
import { deleteRows, insertRows } from '../endpoint/write-rows.ts';
import { verifyProblem } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import type { MovedTable } from '../moved-tables.ts';
import { checkNotNewer } from './check-schemas.ts';
import { fenceSource } from './fence-source.ts';

/** After so many full batches it is looked whether fewer changes wait than before. */
const BATCHES_PER_PROGRESS_CHECK = 20;

/** What changed while it was copied, until little is left. */
export async function catchUp(moveRun: MoveRun): Promise<void> {
  await moveRun.claimFences();
  await applyPendingChanges(moveRun);
  await moveRun.advanceTo('verify');
}

/**
 * Applies all changes that are noted now. Where they are noted faster than they can be brought
 * over, writes pause now and not at the end: else the move would never end.
 */
export async function applyPendingChanges(moveRun: MoveRun): Promise<void> {
  const source = await moveRun.openEndpoint('source');
  const { changeBatchRows } = moveRun.deps.limits;
  let pendingCount: number | null = null;
  for (
    let fullBatches = 1;
    (await applyChangeBatch(moveRun)).ids.length === changeBatchRows;
    fullBatches++
  ) {
    await moveRun.throwIfInterrupted();
    if (fullBatches % BATCHES_PER_PROGRESS_CHECK > 0 || moveRun.row.fencedAt !== null) continue;
    const pendingNow = await countChanges(source);
    if (pendingCount !== null && pendingNow >= pendingCount) await fenceSource(moveRun);
    pendingCount = pendingNow;
  }
}

/** Applies everything, under the fence: until nothing is noted any more. */
export async function applyRemainingChanges(moveRun: MoveRun): Promise<void> {
  while ((await applyChangeBatch(moveRun)).ids.length > 0);
}

/**
 * One batch. Rows are read after their keys and written before the notes are deleted: what changes
 * in between is noted again, and a batch that is done twice ends the same.
 */
async function applyChangeBatch(moveRun: MoveRun): Promise<CapturedChanges> {
  const source = await moveRun.openEndpoint('source');
  const changes = await readChanges(source, moveRun.deps.limits.changeBatchRows);
  if (changes.ids.length === 0) return changes;
  if (changes.unknownCount > 0 && source.database.isManaged) await refuseUnknown(moveRun, source);
  await applyChanges(
    moveRun,
    [...changes.keys].map(([table, keys]) => [table, [...keys.values()]]),
  );
  await moveRun.checkpoint('catch_up.applied');
  await deleteChanges(source, changes.ids);
  return changes;
}

/**
 * In a region only our trigger notes changes: an unknown one is a write that would be lost with it.
 * In a customer database its owner may have written anything.
 * @throws MoveProblem `SCHEMA_NEWER`, when a newer Vektra may have made its table; else `VERIFY
 *   move_changes`
 */
async function refuseUnknown(moveRun: MoveRun, source: MoveEndpoint): Promise<never> {
  await checkNotNewer(moveRun, source);
  throw verifyProblem({ name: 'move_changes' });
}

/**
 * Brings these rows to the target as they are now in the source; those that are gone are deleted.
 */
export async function applyChanges(
  moveRun: MoveRun,
  list: readonly [MovedTable, RowKey[]][],
): Promise<void> {
  const { source, target } = await moveRun.openEndpoints();
  const present: [MovedTable, RowKey[], SerializedRow[]][] = [];
  for (const [table, keys] of list)
    present.push([table, keys, await readRowsByKey(source, table, keys)]);
  await withFence(target, { ...moveRun.loadingFence, role: 'app' }, async (query) => {
    for (const [table, keys, rows] of present) {
      await deleteRows(target, query, table, keys);
      await insertRows(target, query, table, rows);
    }
  });
  for (const [table, keys] of list) moveRun.dirtyKeys.add(table, keys);
}
