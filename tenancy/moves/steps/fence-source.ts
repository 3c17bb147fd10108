import type { Drive } from '../drive.ts';
import { changeFence, drainWriters } from '../place/fence.ts';
import { LostLease } from '../problem.ts';

/** From here on the source takes no writes; those that it let in have ended. */
export async function fenceSource(drive: Drive): Promise<void> {
  const source = await drive.side('source');
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
