import type { Drive } from '../drive.ts';
import { clearChanges, dropTriggers } from '../place/changes.ts';
import { changeFence } from '../place/fence.ts';
import { eraseAll } from '../place/fill.ts';
import type { Side } from '../place/side.ts';
import { toMove } from '../record/row.ts';
import { checkNotNewer } from './check-schemas.ts';
import { dropOwn } from './drop-own.ts';
import { closeSource } from './flip.ts';

/** The guild lives in the target; the old copy waits for its end. */
export async function observe(drive: Drive): Promise<'waits' | 'goes on'> {
  await drive.checkpoint('observe.begun');
  if (drive.now >= (drive.row.retireAt ?? 0)) {
    await drive.step('retire', { leftovers: false });
    return 'goes on';
  }
  if (drive.row.leftovers || drive.row.retryAt === null) await tidySource(drive);
  return 'waits';
}

/** Nothing of the move's own stays behind in the old place: it can be away, then it is done later. */
async function tidySource(drive: Drive): Promise<void> {
  const source = await drive.side('source');
  await dropTriggers(source, drive.triggers);
  if (await isOurs(drive, source))
    await clearChanges(source, { mode: 'moved', token: drive.token });
  await drive.save({ leftovers: false, retryAt: drive.row.retireAt, problem: null });
}

/** Erases the old copy, unless the place was taken into use again meanwhile. */
export async function retire(drive: Drive): Promise<void> {
  const source = await drive.side('source');
  if (await isOurs(drive, source)) {
    await checkNotNewer(drive, source);
    await dropTriggers(source, drive.triggers);
    const old = { mode: 'moved', token: drive.token } as const;
    await eraseAll(source, old);
    await drive.checkpoint('retire.erased');
    if (source.place.managed)
      await source.run(
        `DELETE FROM ${source.table('guild_fence')} WHERE guild_id = ? AND mode = 'moved' AND move_token = ?`,
        [source.guildId, drive.token],
      );
    else await dropOwn(source, drive.token);
  }
  await drive.deps.onRetired(toMove(drive.row));
  await drive.checkpoint('retire.done');
  await drive.save({ state: 'done', endedAt: drive.now, problem: null, leftovers: false });
  drive.tell('ended');
}

async function isOurs(drive: Drive, source: Side): Promise<boolean> {
  if (!source.place.managed && !(await hasFence(source))) return false;
  await closeSource(drive);
  return changeFence(
    source,
    { epoch: drive.row.epoch, modes: ['moved'], token: { ours: drive.token } },
    { token: drive.token, now: drive.now },
  );
}

/** In an own database the table itself goes last. */
async function hasFence(source: Side): Promise<boolean> {
  const schema = source.isMysql ? 'DATABASE()' : `'vektra'`;
  const { rows } = await source.run(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = ${schema} AND table_name = 'guild_fence'`,
  );
  return rows.length > 0;
}
