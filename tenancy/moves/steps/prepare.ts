import { migrateCustomerDatabase } from '../../migrate/migrate-all.ts';
import { createTriggers } from '../endpoint/changes.ts';
import { changeFence, drainWriters, hasForeignFence, readFence } from '../endpoint/fence.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { countRows } from '../endpoint/read-rows.ts';
import { eraseGuildRows } from '../endpoint/write-rows.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { MOVED_TABLES } from '../moved-tables.ts';
import { checkSchemas } from './check-schemas.ts';

/**
 * The target is emptied and held by this move; from here on the source records changes, or refuses
 * them where the guild is small or its database cannot record them. Can be repeated from its
 * beginning.
 */
export async function prepare(moveRun: MoveRun): Promise<void> {
  await moveRun.checkpoint('prepare.begun');
  const { source, target } = await moveRun.openEndpoints();
  await migrateEndpoint(moveRun, source);
  await migrateEndpoint(moveRun, target);
  await checkSchemas(moveRun);
  // Two guilds can be on their way into one customer database.
  await (target.database.isManaged
    ? claimTarget(moveRun, target)
    : target.exclusive((locked) => claimTarget(moveRun, locked)));
  await eraseGuildRows(target, moveRun.loadingFence);
  await moveRun.checkpoint('prepare.target');

  const counts = await Promise.all(MOVED_TABLES.map((table) => countRows(source, table)));
  const rowsTotal = counts.reduce((sum, count) => sum + count, 0);
  const isLive = moveRun.row.way === 'live' && (await createTriggers(source, moveRun.triggerOwner));
  if (moveRun.row.way === 'live' && !isLive) await moveRun.save({ way: 'paused' });
  if (!isLive) await moveRun.save({ fencedAt: moveRun.now });
  await claimSource(moveRun, source, isLive ? 'copying' : 'fenced');
  await moveRun.checkpoint('prepare.source');
  moveRun.markFencesClaimed();
  await moveRun.advanceTo('copy', {
    rowsTotal,
    rowsCopied: 0,
    bytesCopied: 0,
    position: null,
    schemaVersion: moveRun.schemaVersion,
  });
}

async function migrateEndpoint({ deps }: MoveRun, endpoint: MoveEndpoint): Promise<void> {
  const { app, engine, isManaged } = endpoint.database;
  if (isManaged) return;
  await endpoint.mapErrors(() => migrateCustomerDatabase(app, engine, deps.tenantMigrations));
}

/** @throws MoveProblem `OCCUPIED` */
async function claimTarget(moveRun: MoveRun, target: MoveEndpoint): Promise<void> {
  const occupiedProblem = new MoveProblemError('OCCUPIED', { isTransient: false });
  if (!target.database.isManaged && (await hasForeignFence(target))) throw occupiedProblem;
  const fence = await readFence(target);
  if (!fence) {
    // There is no token yet that could stop a mover that has overslept.
    await moveRun.reload();
    await target.query(
      `INSERT INTO ${target.quoteTable('guild_fence')} (guild_id, epoch, mode, changed_at, move_token)
       VALUES (?, ?, 'filling', ?, ?)`,
      [target.guildId, moveRun.nextEpoch, moveRun.now, moveRun.fenceToken],
    );
    return;
  }
  // Open, or the source of something: this is where the guild lives, under another name.
  if (fence.mode !== 'moved' && fence.mode !== 'filling') throw occupiedProblem;
  const isClaimed = await changeFence(
    target,
    { epoch: fence.epoch, modes: ['moved', 'filling'], token: { older: moveRun.fenceToken } },
    { mode: 'filling', epoch: moveRun.nextEpoch, token: moveRun.fenceToken, now: moveRun.now },
  );
  if (!isClaimed) throw new MoveProblemError('TARGET_BUSY', { isTransient: true });
}

async function claimSource(
  moveRun: MoveRun,
  source: MoveEndpoint,
  mode: 'copying' | 'fenced',
): Promise<void> {
  const isClaimed = await changeFence(
    source,
    {
      epoch: moveRun.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: moveRun.fenceToken },
    },
    { mode, token: moveRun.fenceToken, now: moveRun.now },
  );
  if (!isClaimed) {
    await moveRun.reload();
    throw new MoveProblemError('SOURCE_GONE', { isTransient: false });
  }
  await drainWriters(source);
}
