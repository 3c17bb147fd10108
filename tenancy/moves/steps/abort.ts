import type { Drive } from '../drive.ts';
import { clearChanges, dropTriggers } from '../place/changes.ts';
import { changeFence, readFence } from '../place/fence.ts';
import { eraseAll } from '../place/fill.ts';
import { MoveProblem } from '../problem.ts';

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
  const { epoch } = drive.row;
  const reopened = await changeFence(
    source,
    { epoch, modes: ['open', 'copying', 'fenced'], token: { older: drive.token } },
    { mode: 'open', token: drive.token, now: drive.now },
  );
  if (reopened) return;
  const fence = await readFence(source);
  // A source without its fence row was tampered with; there is nothing to open.
  if (!fence) return;
  throw new MoveProblem('SOURCE_BUSY', { passes: true });
}

/** Tidies both places after the end; stops short of what belongs to a later move. */
export async function tidyAborted(drive: Drive): Promise<void> {
  const [source, target] = [await drive.side('source'), await drive.side('target')];
  await dropTriggers(source, drive.triggers);
  const isIdle = await changeFence(
    source,
    { epoch: drive.row.epoch, modes: ['open'], token: { ours: drive.token } },
    { token: drive.token, now: drive.now },
  );
  if (isIdle) await clearChanges(source, { mode: 'open', token: drive.token });
  const held = await changeFence(
    target,
    { epoch: drive.nextEpoch, modes: ['filling'], token: { ours: drive.token } },
    { token: drive.token, now: drive.now },
  );
  if (held) {
    await eraseAll(target, drive.filling);
    await target.run(
      `DELETE FROM ${target.table('guild_fence')} WHERE guild_id = ? AND mode = 'filling' AND move_token = ?`,
      [target.guildId, drive.token],
    );
  }
  await drive.save({ leftovers: false, retryAt: null });
}
