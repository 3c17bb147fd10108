import type { Drive } from '../drive.ts';
import { readChanges } from '../place/changes.ts';
import { countRows, readKeys } from '../place/read.ts';
import type { Side } from '../place/side.ts';
import { TABLES, type Table } from '../tables.ts';
import { applyAll } from './catch-up.ts';
import { mismatch } from './verify.ts';

/** How many rows a table should have fewer in the target, because their changes are not brought yet. */
type Pending = Map<Table, number>;

/** More changes than this between two statements: nobody writes as fast. */
const MAX_PENDING = 10_000;

/**
 * Both places have as many rows in each table, but for changes that are noted and not brought yet.
 * Counted before the fence, from one snapshot of the source, because it takes half a second for a
 * large guild: what changes afterwards is noted and compared row by row.
 * @throws MoveProblem `VERIFY table`
 */
export async function compareCounts(drive: Drive): Promise<void> {
  const { source, target } = await drive.sides();
  await applyAll(drive);
  const [ours, theirs] = await Promise.all([
    source.snapshot(async (still) => ({
      counts: await countAll(still),
      pending: await pendingRows(still, target),
    })),
    countAll(target),
  ]);
  for (const [index, table] of TABLES.entries())
    if ((ours.counts[index] ?? 0) - (ours.pending.get(table) ?? 0) !== theirs[index])
      throw mismatch(table);
}

async function countAll(side: Side): Promise<number[]> {
  const counts: number[] = [];
  for (const table of TABLES) counts.push(await countRows(side, table));
  return counts;
}

async function pendingRows(source: Side, target: Side): Promise<Pending> {
  const pending: Pending = new Map();
  for (const [table, keys] of (await readChanges(source, MAX_PENDING)).keys) {
    const list = [...keys.values()];
    const ours = await readKeys(source, table, list);
    const theirs = await readKeys(target, table, list);
    pending.set(table, ours.length - theirs.length);
  }
  return pending;
}
