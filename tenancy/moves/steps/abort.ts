import type { Drive } from '../drive.ts';
import { clearChanges, dropTriggers } from '../place/changes.ts';
import { changeFence, readFence } from '../place/fence.ts';
import { eraseAll } from '../place/fill.ts';
import type { Side } from '../place/side.ts';
import { MoveProblem } from '../problem.ts';
import { checkNotNewer } from './check-schemas.ts';

/**
 * Ends a move before its commit point. The source opens first, whatever state the target is in; what
 * is left there is tidied away afterwards, at once or when it can be reached again.
 */
export async function abort(drive: Drive): Promise<void> {
  const { row, deps } = drive;
  await reopenSource(drive);
  await deps
    .control('guilds')
    .where({ guild_id: row.guildId, epoch: row.epoch, state: 'moving' })
    .update({ state: 'active' });
  await drive.save({
    state: row.outcome ?? 'aborted',
    problem: row.outcome === 'failed' ? row.problem : null,
    fencedAt: null,
    endedAt: drive.now,
    leftovers: true,
  });
  drive.tell('ended');
}

/** The token stays on the row: a former mover that wakes up now cannot close it again. */
async function reopenSource(drive: Drive): Promise<void> {
  const source = await drive.side('source');
  if (await openFence(drive, source)) return;
  const fence = await readFence(source);
  // A source without its fence row was tampered with; there is nothing to open.
  if (!fence) return;
  throw new MoveProblem('SOURCE_BUSY', { passes: true });
}

const openFence = (drive: Drive, source: Side): Promise<boolean> =>
  changeFence(
    source,
    {
      epoch: drive.row.epoch,
      modes: ['open', 'copying', 'fenced'],
      token: { older: drive.token },
    },
    { mode: 'open', token: drive.token, now: drive.now },
  );

/**
 * Tidies both places after the end; stops short of what belongs to a later move. Each of them also
 * when the other one cannot be reached.
 */
export async function tidyAborted(drive: Drive): Promise<void> {
  const home = await drive.deps.control('guilds').where('guild_id', drive.row.guildId).first();
  const isHome = home?.epoch === drive.row.epoch;
  const outcomes = await Promise.allSettled([
    // While it is moved again the source is that move's.
    ...(isHome && home.state === 'active' ? [tidySource(drive)] : []),
    tidyTarget(drive),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  if (isHome && home.state !== 'active') throw new MoveProblem('SOURCE_BUSY', { passes: true });
  await drive.save({ leftovers: false, retryAt: null, failingSince: null });
}

/** Opens it too: an operator can end a move without the source being asked. */
async function tidySource(drive: Drive): Promise<void> {
  const source = await drive.side('source');
  const isOpen = await openFence(drive, source);
  await dropTriggers(source, drive.triggers);
  if (isOpen) await clearChanges(source, { mode: 'open', token: drive.token });
}

async function tidyTarget(drive: Drive): Promise<void> {
  const target = await drive.side('target');
  const held = await changeFence(
    target,
    { epoch: drive.nextEpoch, modes: ['filling'], token: { ours: drive.token } },
    { token: drive.token, now: drive.now },
  );
  if (!held) return;
  await checkNotNewer(drive, target);
  await eraseAll(target, drive.filling);
  await target.run(
    `DELETE FROM ${target.table('guild_fence')} WHERE guild_id = ? AND mode = 'filling' AND move_token = ?`,
    [target.guildId, drive.token],
  );
}
