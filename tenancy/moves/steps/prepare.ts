import { migratePlace } from '../../migrate/run.ts';
import type { Drive } from '../drive.ts';
import { makeTriggers } from '../place/changes.ts';
import { changeFence, drainWriters, hasForeignFence, readFence } from '../place/fence.ts';
import { eraseAll } from '../place/fill.ts';
import { countRows } from '../place/read.ts';
import type { Side } from '../place/side.ts';
import { MoveProblem } from '../problem.ts';
import { TABLES } from '../tables.ts';
import { checkSchemas } from './check-schemas.ts';

/**
 * The target is emptied and held by this move; the source notes changes from here on, or, where the
 * guild is small or its database cannot note them, takes none. Can be repeated from its beginning.
 */
export async function prepare(drive: Drive): Promise<void> {
  await drive.checkpoint('prepare.begun');
  const { source, target } = await drive.sides();
  await migrateOwn(drive, source);
  await migrateOwn(drive, target);
  await checkSchemas(drive);
  await holdTarget(drive, target);
  await eraseAll(target, drive.filling);
  await drive.checkpoint('prepare.target');

  const counts = await Promise.all(TABLES.map((table) => countRows(source, table)));
  const rowsTotal = counts.reduce((sum, count) => sum + count, 0);
  const isLive = drive.row.way === 'live' && (await makeTriggers(source, drive.triggers));
  if (drive.row.way === 'live' && !isLive) await drive.save({ way: 'paused' });
  if (!isLive) await drive.save({ fencedAt: drive.now });
  await holdSource(drive, source, isLive ? 'copying' : 'fenced');
  await drive.checkpoint('prepare.source');
  drive.hasClaimed();
  await drive.step('copy', {
    rowsTotal,
    rowsCopied: 0,
    bytesCopied: 0,
    position: null,
    schemaVersion: drive.schemaVersion,
  });
}

async function migrateOwn({ deps }: Drive, side: Side): Promise<void> {
  const { place } = side;
  if (place.managed) return;
  await side.guard(async () => {
    if (!side.isMysql) await place.app.raw('CREATE SCHEMA IF NOT EXISTS vektra');
    await migratePlace(place.app, deps.tenantMigrations, {
      engine: place.engine,
      managed: false,
    });
  });
}

/** @throws MoveProblem `OCCUPIED` */
async function holdTarget(drive: Drive, target: Side): Promise<void> {
  const occupied = new MoveProblem('OCCUPIED', { passes: false });
  if (!target.place.managed && (await hasForeignFence(target))) throw occupied;
  const fence = await readFence(target);
  if (!fence) {
    // There is no token yet that could stop a mover that has overslept.
    await drive.reload();
    await target.run(
      `INSERT INTO ${target.table('guild_fence')} (guild_id, epoch, mode, changed_at, move_token)
       VALUES (?, ?, 'filling', ?, ?)`,
      [target.guildId, drive.nextEpoch, drive.now, drive.token],
    );
    return;
  }
  // Open, or the source of something: this is where the guild lives, under another name.
  if (fence.mode !== 'moved' && fence.mode !== 'filling') throw occupied;
  const held = await changeFence(
    target,
    { epoch: fence.epoch, modes: ['moved', 'filling'], token: { older: drive.token } },
    { mode: 'filling', epoch: drive.nextEpoch, token: drive.token, now: drive.now },
  );
  if (!held) throw new MoveProblem('TARGET_BUSY', { passes: true });
}

async function holdSource(drive: Drive, source: Side, mode: 'copying' | 'fenced'): Promise<void> {
  const held = await changeFence(
    source,
    {
      epoch: drive.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: drive.token },
    },
    { mode, token: drive.token, now: drive.now },
  );
  if (!held) {
    await drive.reload();
    throw new MoveProblem('SOURCE_GONE', { passes: false });
  }
  await drainWriters(source);
}
