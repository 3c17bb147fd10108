import type { Knex } from 'knex';
import type { Drive } from '../drive.ts';
import { changeFence, readFence } from '../place/fence.ts';
import { LostLease, MoveProblem } from '../problem.ts';
import { columnsOf, parseMove } from '../record/row.ts';
import type { PlaceRef } from '../types.ts';

/**
 * The commit point: one transaction of the control database says that the guild lives in the target
 * and that the move has passed. It fails when anything is not as this process believes.
 */
export async function commit(drive: Drive): Promise<void> {
  const { row, deps } = drive;
  const { to } = row;
  drive.row = await deps.control.transaction(async (trx) => {
    const secretVersion = await versionInUse(trx, to);
    const flipped = await trx('guilds')
      .where({ guild_id: row.guildId, epoch: row.epoch, state: 'moving' })
      .update({
        kind: to.kind,
        engine: to.kind === 'own' ? to.engine : 'postgres',
        // A guild with its own database keeps its home region.
        ...(to.kind === 'managed' ? { region: to.region } : {}),
        secret_ref: to.kind === 'own' ? to.secretRef : null,
        secret_version: secretVersion,
        schema_version: drive.schemaVersion,
        epoch: drive.nextEpoch,
        state: 'active',
      });
    const rows = await trx('moves')
      .where({ id: row.id, step: 'fence', state: 'running', ...drive.holder })
      .update(columnsOf({ step: 'flip', steppedAt: drive.now, problem: null, failingSince: null }))
      .returning('*');
    if (flipped !== 1 || !rows[0]) throw new LostLease();
    return parseMove(rows[0]);
  });
  drive.tell('step');
}

/**
 * The version with which the target is opened from now on; its row is held, so that it is not revoked
 * before the registry names it.
 * @throws MoveProblem `TARGET_REVOKED`
 */
async function versionInUse(trx: Knex, to: PlaceRef): Promise<number | null> {
  if (to.kind === 'managed') return null;
  const secret = await trx('database_secrets')
    .where({ secret_ref: to.secretRef, state: 'active' })
    .forShare()
    .first('version');
  if (!secret) throw new MoveProblem('TARGET_REVOKED', { passes: false });
  return secret.version;
}

/**
 * The target opens. The source closes first, also for reads, so that nobody reads what is old; when it
 * cannot be reached, its writes stay closed as they are, and it is closed later.
 */
export async function flip(drive: Drive): Promise<void> {
  await drive.checkpoint('flip.committed');
  const isClosed = await closeSource(drive);
  await drive.checkpoint('flip.source');
  await openTarget(drive);
  await drive.checkpoint('flip.target');
  const { fencedAt } = drive.row;
  await drive.step('observe', {
    pauseMs: fencedAt === null ? 0 : drive.now - fencedAt,
    fencedAt: null,
    leftovers: !isClosed,
    retireAt: drive.now + drive.deps.limits.observeMs,
  });
}

/** Nobody reads or writes in the old place any more. @returns false when it cannot be reached */
export async function closeSource(drive: Drive): Promise<boolean> {
  try {
    const source = await drive.side('source');
    await changeFence(
      source,
      {
        epoch: drive.row.epoch,
        modes: ['copying', 'fenced', 'moved'],
        token: { ours: drive.token },
      },
      { mode: 'moved', token: drive.token, now: drive.now },
    );
    return true;
  } catch (error) {
    if (error instanceof MoveProblem) return false;
    throw error;
  }
}

async function openTarget(drive: Drive): Promise<void> {
  const target = await drive.side('target');
  const opened = await changeFence(
    target,
    { epoch: drive.nextEpoch, modes: ['filling'], token: { ours: drive.token } },
    { mode: 'open', token: drive.token, now: drive.now },
  );
  if (opened) return;
  const found = await readFence(target);
  // Opened before by a process that died, and perhaps moved on since.
  if (found && BigInt(found.epoch) >= BigInt(drive.nextEpoch) && found.mode !== 'filling') return;
  throw new MoveProblem('TARGET_GONE', { passes: true });
}
