import { clearChanges, dropTriggers } from '../endpoint/changes.ts';
import { changeFence, readFence } from '../endpoint/fence.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { eraseGuildRows } from '../endpoint/write-rows.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { checkNotNewer } from './check-schemas.ts';

/**
 * Ends a move before its commit point. The source opens first, whatever state the target is in;
 * what is left there is tidied away afterwards, at once or when it can be reached again.
 */
export async function abort(moveRun: MoveRun): Promise<void> {
  const { row, deps } = moveRun;
  await reopenSourceFence(moveRun);
  await deps
    .control('guilds')
    .where({ guild_id: row.guildId, epoch: row.epoch, state: 'moving' })
    .update({ state: 'active' });
  await moveRun.save({
    state: row.outcome ?? 'aborted',
    problem: row.outcome === 'failed' ? row.problem : null,
    fencedAt: null,
    endedAt: moveRun.now,
    leftovers: true,
  });
  moveRun.emitEvent('ended');
}

/** The token stays on the row: a former mover that wakes up now cannot close it again. */
async function reopenSourceFence(moveRun: MoveRun): Promise<void> {
  const source = await moveRun.openEndpoint('source');
  if (await openFence(moveRun, source)) return;
  const fence = await readFence(source);
  // A source without its fence row was tampered with; there is nothing to open.
  if (!fence) return;
  throw new MoveProblemError('SOURCE_BUSY', { isTransient: true });
}

const openFence = (moveRun: MoveRun, source: MoveEndpoint): Promise<boolean> =>
  changeFence(
    source,
    {
      epoch: moveRun.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: moveRun.fenceToken },
    },
    { mode: 'open', token: moveRun.fenceToken, now: moveRun.now },
  );

/**
 * Cleans up both databases after the end; stops short of what belongs to a later move. Each of them
 * also when the other one cannot be reached.
 */
export async function cleanUpAborted(moveRun: MoveRun): Promise<void> {
  const registryRow = await moveRun.deps
    .control('guilds')
    .where('guild_id', moveRun.row.guildId)
    .first();
  const isStillInSource = registryRow?.epoch === moveRun.row.epoch;
  const results = await Promise.allSettled([
    // While it is moved again the source is that move's.
    ...(isStillInSource && registryRow.state === 'active' ? [cleanUpSource(moveRun)] : []),
    cleanUpTarget(moveRun),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  if (isStillInSource && registryRow.state !== 'active')
    throw new MoveProblemError('SOURCE_BUSY', { isTransient: true });
  await moveRun.save({ leftovers: false, retryAt: null, failingSince: null });
}

/** Opens it too: an operator can end a move without the source being asked. */
async function cleanUpSource(moveRun: MoveRun): Promise<void> {
  const source = await moveRun.openEndpoint('source');
  const isOpen = await openFence(moveRun, source);
  await dropTriggers(source, moveRun.triggerOwner);
  if (isOpen) await clearChanges(source, { mode: 'open', token: moveRun.fenceToken });
}

async function cleanUpTarget(moveRun: MoveRun): Promise<void> {
  const target = await moveRun.openEndpoint('target');
  const isClaimed = await changeFence(
    target,
    { epoch: moveRun.nextEpoch, modes: ['filling'], token: { ours: moveRun.fenceToken } },
    { token: moveRun.fenceToken, now: moveRun.now },
  );
  if (!isClaimed) return;
  await checkNotNewer(moveRun, target);
  await eraseGuildRows(target, moveRun.loadingFence);
  await target.query(
    `DELETE FROM ${target.quoteTable('guild_fence')} WHERE guild_id = ? AND mode = 'filling' AND move_token = ?`,
    [target.guildId, moveRun.fenceToken],
  );
}
