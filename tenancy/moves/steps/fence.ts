import { verifyProblem } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { applyRemainingChanges } from './catch-up.ts';
import { checkSchemas } from './check-schemas.ts';
import { compareCounts } from './compare-counts.ts';
import { recheckKeys } from './compare-rows.ts';
import { fenceSource } from './fence-source.ts';
import { commitFlip } from './flip.ts';
import { reopenWrites } from './reopen-writes.ts';
import { recheckDirtyKeys } from './verify.ts';

/**
 * The write pause: once rows are counted, no writes any more; those under way are waited for, what
 * they changed is applied, and what changed since the verification is compared. Then the switch.
 */
export async function fence(moveRun: MoveRun): Promise<void> {
  await moveRun.claimFences();
  // What changed since the verification only the process knows that made it.
  if (!moveRun.hasVerified) {
    if (moveRun.row.way === 'live') await reopenWrites(moveRun);
    return moveRun.advanceTo('verify');
  }
  // Before the pause too: an older worker would pause writes at each of its attempts.
  await checkSchemas(moveRun);
  await compareCounts(moveRun);
  // Little is left to be done in the pause.
  await recheckDirtyKeys(moveRun);
  if (moveRun.row.fencedAt === null) await fenceSource(moveRun);
  await applyRemainingChanges(moveRun);
  // Migrated since the copy began? From here on nobody writes into a table that came with that.
  await checkSchemas(moveRun);
  await moveRun.checkpoint('fence.drained');
  await verifyDirtyKeys(moveRun);
  await moveRun.checkpoint('flip.before');
  await commitFlip(moveRun);
}

async function verifyDirtyKeys(moveRun: MoveRun): Promise<void> {
  const tables = await Promise.all(
    moveRun.dirtyKeys.list().map(async ([table, keys]) => ({
      table,
      differing: await recheckKeys(moveRun, table, keys),
    })),
  );
  const failed = tables.find(({ differing }) => differing.length > 0);
  if (failed) throw verifyProblem(failed.table);
}
