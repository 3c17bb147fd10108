import { changeFence, drainWriters } from '../endpoint/fence.ts';
import { LostLeaseError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';

/** From here on the source takes no writes; those that it let in have ended. */
export async function fenceSource(moveRun: MoveRun): Promise<void> {
  const source = await moveRun.openEndpoint('source');
  await moveRun.save({ fencedAt: moveRun.now });
  const isClosed = await changeFence(
    source,
    { epoch: moveRun.row.epoch, modes: ['copying', 'fenced'], token: { ours: moveRun.fenceToken } },
    { mode: 'fenced', token: moveRun.fenceToken, now: moveRun.now },
  );
  if (!isClosed) throw new LostLeaseError();
  await moveRun.checkpoint('fence.closed');
  await drainWriters(source);
}
