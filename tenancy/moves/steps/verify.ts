import type { Drive } from '../drive.ts';
import type { Key } from '../place/keys.ts';
import { keyOf, type Line } from '../place/line.ts';
import { readChunk } from '../place/read.ts';
import type { Side } from '../place/side.ts';
import { MoveProblem } from '../problem.ts';
import { TABLES, type Table } from '../tables.ts';
import { applyAll, bring } from './catch-up.ts';
import { differingKeys, stillDiffering } from './compare.ts';

/** So few rows are compared under the fence at most, unless they change faster than they are read. */
const FEW = 200;
const MAX_ROUNDS = 50;
/** More differences than that are no accident that could be put right. */
const MAX_REPAIRS = 1_000;

/**
 * Every row of both places, value by value, range by range: text keys sort alike everywhere (see
 * migration 013). What differs because it changed meanwhile is compared again later, in the end under
 * the fence; anything else is put right once, and fails the move if it differs again.
 */
export async function verify(drive: Drive): Promise<void> {
  await drive.claim();
  drive.touched.clear();
  const repairs = { left: MAX_REPAIRS };
  for (const table of TABLES) await verifyTable(drive, table, repairs);
  await settleTouched(drive);
  drive.hasVerified = true;
  await drive.checkpoint('verify.done');
  await drive.step('fence');
}

async function verifyTable(drive: Drive, table: Table, repairs: { left: number }): Promise<void> {
  const { source, target } = await drive.sides();
  const limit = drive.deps.limits.chunkRows;
  for (let after: Key | null = null; ; ) {
    const ours: Line[] = await readChunk(source, table, { after, limit });
    const last = ours.at(-1);
    const upTo = last && table.key.length > 0 ? keyOf(table, last) : null;
    const theirs = await readRange(target, table, { after, upTo, limit: ours.length + limit });
    const differing = differingKeys(table, ours, theirs);
    if (differing.length > 0) await lookInto(drive, table, differing, repairs);
    await drive.check();
    // The last range has no end: what the target has behind the last row is seen too.
    if (!upTo) return;
    after = upTo;
  }
}

/** All rows of a range, in as many reads as their size needs; not many more than are expected. */
async function readRange(
  side: Side,
  table: Table,
  range: { after: Key | null; upTo: Key | null; limit: number },
): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after = range.after; lines.length < range.limit; ) {
    const some = await readChunk(side, table, {
      after,
      upTo: range.upTo,
      limit: range.limit - lines.length,
    });
    lines.push(...some);
    const last = some.at(-1);
    if (!last || table.key.length === 0) break;
    after = keyOf(table, last);
  }
  return lines;
}

async function lookInto(
  drive: Drive,
  table: Table,
  keys: readonly Key[],
  repairs: { left: number },
): Promise<void> {
  await applyAll(drive);
  const unexplained = () => keys.filter((key) => !drive.touched.has(table, key));
  const differing = await stillDiffering(drive, table, unexplained());
  if (differing.length === 0) return;
  // Changed between the last look at the notes and this one?
  await applyAll(drive);
  const wrong = differing.filter((key) => !drive.touched.has(table, key));
  repairs.left -= wrong.length;
  if (repairs.left < 0) throw mismatch(table);
  await bring(drive, [[table, wrong]]);
}

/** Compares what changed since, in rounds, until so little is left that the fence can wait for it. */
export async function settleTouched(drive: Drive): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await applyAll(drive);
    if (drive.touched.size === 0 || (round > 0 && drive.touched.size <= FEW)) return;
    for (const [table, keys] of drive.touched.list()) {
      const differing = new Set(
        (await stillDiffering(drive, table, keys)).map((key) => JSON.stringify(key)),
      );
      for (const key of keys)
        if (!differing.has(JSON.stringify(key))) drive.touched.settle(table, key);
        else if (drive.touched.differs(table, key)) {
          // A change that was not yet noted when it was read is noted by now.
          await applyAll(drive);
          if (drive.touched.differs(table, key)) throw mismatch(table);
        }
      await drive.check();
    }
  }
}

export const mismatch = (table: Table) =>
  new MoveProblem(`VERIFY ${table.name}`, { passes: false });
