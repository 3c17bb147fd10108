import type { Drive } from '../drive.ts';
import { type Changes, countChanges, deleteChanges, readChanges } from '../place/changes.ts';
import { underFence } from '../place/fence.ts';
import { deleteKeys, insertLines } from '../place/fill.ts';
import type { Key } from '../place/keys.ts';
import type { Line } from '../place/line.ts';
import { readKeys } from '../place/read.ts';
import type { Table } from '../tables.ts';
import { fenceSource } from './fence-source.ts';

/** After so many full batches it is looked whether fewer changes wait than before. */
const BATCHES = 20;

/** What changed while it was copied, until little is left. */
export async function catchUp(drive: Drive): Promise<void> {
  await drive.claim();
  await applyAll(drive);
  await drive.step('verify');
}

/**
 * Applies all changes that are noted now. Where they are noted faster than they can be brought over,
 * writes pause now and not at the end: else the move would never end.
 */
export async function applyAll(drive: Drive): Promise<void> {
  const source = await drive.side('source');
  const { changeRows } = drive.deps.limits;
  let waiting: number | null = null;
  for (let full = 1; (await applyBatch(drive)).ids.length === changeRows; full++) {
    await drive.check();
    if (full % BATCHES > 0 || drive.row.fencedAt !== null) continue;
    const now = await countChanges(source);
    if (waiting !== null && now >= waiting) await fenceSource(drive);
    waiting = now;
  }
}

/** Applies everything, under the fence: until nothing is noted any more. */
export async function applyRest(drive: Drive): Promise<void> {
  while ((await applyBatch(drive)).ids.length > 0);
}

/**
 * One batch. Rows are read after their keys and written before the notes are deleted: what changes in
 * between is noted again, and a batch that is done twice ends the same.
 */
async function applyBatch(drive: Drive): Promise<Changes> {
  const source = await drive.side('source');
  const changes = await readChanges(source, drive.deps.limits.changeRows);
  if (changes.ids.length === 0) return changes;
  await bring(
    drive,
    [...changes.keys].map(([table, keys]) => [table, [...keys.values()]]),
  );
  await drive.checkpoint('catch_up.applied');
  await deleteChanges(source, changes.ids);
  return changes;
}

/** Brings these rows to the target as they are now in the source; those that are gone are deleted. */
export async function bring(drive: Drive, list: readonly [Table, Key[]][]): Promise<void> {
  const { source, target } = await drive.sides();
  const present: [Table, Key[], Line[]][] = [];
  for (const [table, keys] of list)
    present.push([table, keys, await readKeys(source, table, keys)]);
  await underFence(target, { ...drive.filling, role: 'app' }, async (run) => {
    for (const [table, keys, lines] of present) {
      await deleteKeys(target, run, table, keys);
      await insertLines(target, run, table, lines);
    }
  });
  for (const [table, keys] of list) drive.touched.add(table, keys);
}
