import { changeFence } from '../endpoint/fence.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';

/**
 * Lets writes go on while the move waits for something. A live move then catches up and verifies
 * again; one that had fenced the source before it copied starts again.
 */
export async function reopenWrites(moveRun: MoveRun): Promise<void> {
  if (moveRun.row.fencedAt === null) return;
  const source = await moveRun.openEndpoint('source');
  const isLive = moveRun.row.way === 'live';
  const isReopened = await changeFence(
    source,
    {
      epoch: moveRun.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: moveRun.fenceToken },
    },
    { mode: isLive ? 'copying' : 'open', token: moveRun.fenceToken, now: moveRun.now },
  );
  if (!isReopened) {
    await moveRun.reload();
    throw new MoveProblemError('SOURCE_GONE', { isTransient: false });
  }
  moveRun.hasVerified = false;
  await moveRun.save({
    step: isLive ? 'catch_up' : 'prepare',
    steppedAt: moveRun.now,
    fencedAt: null,
  });
}
