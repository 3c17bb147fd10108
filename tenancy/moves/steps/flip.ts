import type { Knex } from 'knex';
import { changeFence, readFence } from '../endpoint/fence.ts';
import { LostLeaseError, MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { toMoveColumns, toMoveRow } from '../record/move-row.ts';
import type { PlacementRef } from '../types.ts';

/**
 * The commit point: one transaction of the control database says that the guild lives in the target
 * and that the move has passed. It fails when anything is not as this process believes.
 */
export async function commitFlip(moveRun: MoveRun): Promise<void> {
  const { row, deps } = moveRun;
  const { to } = row;
  moveRun.row = await deps.control.transaction(async (trx) => {
    const secretVersion = await lockTargetSecretVersion(trx, to);
    const flippedCount = await trx('guilds')
      .where({ guild_id: row.guildId, epoch: row.epoch, state: 'moving' })
      .update({
        kind: to.kind,
        engine: to.kind === 'own' ? to.engine : 'postgres',
        // A guild with its own database keeps its home region.
        ...(to.kind === 'managed' ? { region: to.region } : {}),
        secret_ref: to.kind === 'own' ? to.secretRef : null,
        secret_version: secretVersion,
        schema_version: moveRun.schemaVersion,
        epoch: moveRun.nextEpoch,
        state: 'active',
      });
    const rows = await trx('moves')
      .where({ id: row.id, step: 'fence', state: 'running', ...moveRun.leaseHolder })
      .update(
        toMoveColumns({ step: 'flip', steppedAt: moveRun.now, problem: null, failingSince: null }),
      )
      .returning('*');
    if (flippedCount !== 1 || !rows[0]) throw new LostLeaseError();
    return toMoveRow(rows[0]);
  });
  moveRun.emitEvent('step');
}

/**
 * The version with which the target is opened from now on; its row is held, so that it is not
 * revoked before the registry names it.
 * @throws MoveProblem `TARGET_REVOKED`
 */
async function lockTargetSecretVersion(trx: Knex, to: PlacementRef): Promise<number | null> {
  if (to.kind === 'managed') return null;
  const secret = await trx('database_secrets')
    .where({ secret_ref: to.secretRef, state: 'active' })
    .forShare()
    .first('version');
  if (!secret) throw new MoveProblemError('TARGET_REVOKED', { isTransient: false });
  return secret.version;
}

/**
 * The target opens. The source closes first, also for reads, so that nobody reads what is old; when
 * it cannot be reached, its writes stay closed as they are, and it is closed later.
 */
export async function flip(moveRun: MoveRun): Promise<void> {
  await moveRun.checkpoint('flip.committed');
  await closeSource(moveRun);
  await moveRun.checkpoint('flip.source');
  await openTarget(moveRun);
  await moveRun.checkpoint('flip.target');
  const { fencedAt } = moveRun.row;
  await moveRun.advanceTo('observe', {
    pauseMs: fencedAt === null ? 0 : moveRun.now - fencedAt,
    fencedAt: null,
    // Until the files have followed and the source is cleaned up: whoever is killed before, or meets a
    // bucket that is away, is followed by another one now, and not only at the end of the observation.
    leftovers: true,
    retireAt: moveRun.now + moveRun.deps.limits.observeMs,
  });
}

/** Nobody reads or writes the old copy any more, if it can be reached. */
export async function closeSource(moveRun: MoveRun): Promise<void> {
  try {
    const source = await moveRun.openEndpoint('source');
    await changeFence(
      source,
      {
        epoch: moveRun.row.epoch,
        modes: ['copying', 'fenced', 'moved'],
        token: { ours: moveRun.fenceToken },
      },
      { mode: 'moved', token: moveRun.fenceToken, now: moveRun.now },
    );
  } catch (error) {
    if (!(error instanceof MoveProblemError)) throw error;
  }
}

async function openTarget(moveRun: MoveRun): Promise<void> {
  const target = await moveRun.openEndpoint('target');
  const isOpened = await changeFence(
    target,
    { epoch: moveRun.nextEpoch, modes: ['filling'], token: { ours: moveRun.fenceToken } },
    { mode: 'open', token: moveRun.fenceToken, now: moveRun.now },
  );
  if (isOpened) return;
  const fence = await readFence(target);
  // Opened before by a process that died, and perhaps moved on since.
  if (fence && BigInt(fence.epoch) >= BigInt(moveRun.nextEpoch) && fence.mode !== 'filling') return;
  throw new MoveProblemError('TARGET_GONE', { isTransient: true });
}
