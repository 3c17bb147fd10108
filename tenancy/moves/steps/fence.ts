import type { Drive } from '../drive.ts';
import { applyRest } from './catch-up.ts';
import { checkSchemas } from './check-schemas.ts';
import { stillDiffering } from './compare.ts';
import { compareCounts } from './counts.ts';
import { fenceSource } from './fence-source.ts';
import { commit } from './flip.ts';
import { stepBack } from './step-back.ts';
import { mismatch, settleTouched } from './verify.ts';

/**
 * The pause: once rows are counted, no writes any more; those under way are waited for, what they
 * changed is brought over, and what changed since the verification is compared. Then the commit point.
 */
export async function fence(drive: Drive): Promise<void> {
  await drive.claim();
  // What changed since the verification only the process knows that made it.
  if (!drive.hasVerified) {
    if (drive.row.way === 'live') await stepBack(drive);
    return drive.step('verify');
  }
  // Before the pause too: an older worker would pause writes at each of its tries.
  await checkSchemas(drive);
  await compareCounts(drive);
  // Little is left to be done in the pause.
  await settleTouched(drive);
  if (drive.row.fencedAt === null) await fenceSource(drive);
  await applyRest(drive);
  // Migrated since the copy began? From here on nobody writes into a table that came with that.
  await checkSchemas(drive);
  await drive.checkpoint('fence.drained');
  await compareTouched(drive);
  await drive.checkpoint('flip.before');
  await commit(drive);
}

async function compareTouched(drive: Drive): Promise<void> {
  for (const [table, keys] of drive.touched.list())
    if ((await stillDiffering(drive, table, keys)).length > 0) throw mismatch(table);
}
