import type { Drive } from '../drive.ts';
import { changeFence } from '../place/fence.ts';
import { MoveProblem } from '../problem.ts';

/**
 * Lets writes go on while the move waits for something. A live move then catches up and verifies
 * again; one that had fenced the source before it copied begins anew.
 */
export async function stepBack(drive: Drive): Promise<void> {
  if (drive.row.fencedAt === null) return;
  const source = await drive.side('source');
  const isLive = drive.row.way === 'live';
  const reopened = await changeFence(
    source,
    {
      epoch: drive.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: drive.token },
    },
    { mode: isLive ? 'copying' : 'open', token: drive.token, now: drive.now },
  );
  if (!reopened) {
    await drive.reload();
    throw new MoveProblem('SOURCE_GONE', { passes: false });
  }
  drive.hasVerified = false;
  await drive.save({
    step: isLive ? 'catch_up' : 'prepare',
    steppedAt: drive.now,
    fencedAt: null,
  });
}
