import type { Drive } from '../drive.ts';
import { changeFence, drainWriters } from '../place/fence.ts';
import { countRows } from '../place/read.ts';
import type { Side } from '../place/side.ts';
import { LostLease } from '../problem.ts';
import { TABLES } from '../tables.ts';
import { applyRest } from './catch-up.ts';
import { stillDiffering } from './compare.ts';
import { commit } from './flip.ts';
import { stepBack } from './step-back.ts';
import { mismatch } from './verify.ts';

/**
 * The pause: no writes from here on, those under way are waited for, what they changed is brought
 * over, and what changed since the verification is compared, with the number of rows in each table.
 * Then the commit point.
 */
export async function fence(drive: Drive): Promise<void> {
  await drive.claim();
  // What changed since the verification only the process knows that made it.
  if (!drive.hasVerified) {
    if (drive.row.way === 'live') await stepBack(drive);
    return drive.step('verify');
  }
  const { source, target } = await drive.sides();
  if (drive.row.way === 'live') await closeSource(drive, source);
  await applyRest(drive);
  await drive.checkpoint('fence.drained');
  await Promise.all([compareTouched(drive), compareCounts(source, target)]);
  await drive.checkpoint('flip.before');
  await commit(drive);
}

async function closeSource(drive: Drive, source: Side): Promise<void> {
  await drive.save({ fencedAt: drive.now });
  const closed = await changeFence(
    source,
    { epoch: drive.row.epoch, modes: ['copying', 'fenced'], token: { ours: drive.token } },
    { mode: 'fenced', token: drive.token, now: drive.now },
  );
  if (!closed) throw new LostLease();
  await drive.checkpoint('fence.closed');
  await drainWriters(source);
}

async function compareTouched(drive: Drive): Promise<void> {
  for (const [table, keys] of drive.touched.list())
    if ((await stillDiffering(drive, table, keys)).length > 0) throw mismatch(table);
}

async function compareCounts(source: Side, target: Side): Promise<void> {
  await Promise.all(
    TABLES.map(async (table) => {
      const [ours, theirs] = await Promise.all([
        countRows(source, table),
        countRows(target, table),
      ]);
      if (ours !== theirs) throw mismatch(table);
    }),
  );
}
