import { clearChanges, dropTriggers } from '../endpoint/changes.ts';
import { changeFence } from '../endpoint/fence.ts';
import type { MoveEndpoint } from '../endpoint/move-endpoint.ts';
import { eraseGuildRows } from '../endpoint/write-rows.ts';
import { MoveProblemError } from '../move-problem.ts';
import type { MoveRun } from '../move-run.ts';
import { toMove } from '../record/move-row.ts';
import { checkNotNewer } from './check-schemas.ts';
import { dropCustomerTables } from './drop-customer-tables.ts';
import { closeSource } from './flip.ts';

/** The guild lives in the target; the old copy waits for its end. */
export async function observe(moveRun: MoveRun): Promise<'waits' | 'goes on'> {
  await moveRun.checkpoint('observe.begun');
  await relocateFiles(moveRun, null);
  await moveRun.checkpoint('observe.files');
  if (moveRun.now >= (moveRun.row.retireAt ?? 0)) {
    await moveRun.advanceTo('retire', { leftovers: false });
    return 'goes on';
  }
  if (moveRun.row.leftovers || moveRun.row.retryAt === null) await cleanUpSource(moveRun);
  return 'waits';
}

/** @throws MoveProblem `FILES_AWAY` */
async function relocateFiles(moveRun: MoveRun, left: string | null): Promise<void> {
  const { deps, row, signal } = moveRun;
  try {
    await deps.relocateFiles(row.guildId, left, signal);
  } catch (cause) {
    await moveRun.throwIfInterrupted();
    throw new MoveProblemError('FILES_AWAY', { isTransient: true, cause });
  }
}

/**
 * Nothing of the move's own stays in the old database; if it cannot be reached, this is done later.
 */
async function cleanUpSource(moveRun: MoveRun): Promise<void> {
  const source = await moveRun.openEndpoint('source');
  await dropTriggers(source, moveRun.triggerOwner);
  if (await isSourceFenceOurs(moveRun, source))
    await clearChanges(source, { mode: 'moved', token: moveRun.fenceToken });
  await moveRun.save({ leftovers: false, retryAt: moveRun.row.retireAt, problem: null });
}

/** Erases the old copy, unless the database is in use again. */
export async function retire(moveRun: MoveRun): Promise<void> {
  const { from } = moveRun.row;
  await relocateFiles(moveRun, from.kind === 'managed' ? from.region : null);
  const source = await moveRun.openEndpoint('source');
  if (await isSourceFenceOurs(moveRun, source)) {
    const { isManaged } = source.database;
    // MySQL drops table by table: a server that failed meanwhile has only some of them.
    if (isManaged || (await hasTable(source, 'schema_ledger')))
      await checkNotNewer(moveRun, source);
    await dropTriggers(source, moveRun.triggerOwner);
    if (isManaged) await eraseGuildRows(source, { mode: 'moved', token: moveRun.fenceToken });
    await moveRun.checkpoint('retire.erased');
    if (isManaged)
      await source.query(
        `DELETE FROM ${source.quoteTable('guild_fence')} WHERE guild_id = ? AND mode = 'moved' AND move_token = ?`,
        [source.guildId, moveRun.fenceToken],
      );
    else await dropCustomerTables(source, moveRun.fenceToken);
  }
  await moveRun.deps.onRetired(toMove(moveRun.row));
  await moveRun.checkpoint('retire.done');
  await moveRun.save({ state: 'done', endedAt: moveRun.now, problem: null, leftovers: false });
  moveRun.emitEvent('ended');
}

async function isSourceFenceOurs(moveRun: MoveRun, source: MoveEndpoint): Promise<boolean> {
  // In a customer database the table itself goes last.
  if (!source.database.isManaged && !(await hasTable(source, 'guild_fence'))) return false;
  await closeSource(moveRun);
  return changeFence(
    source,
    { epoch: moveRun.row.epoch, modes: ['moved'], token: { ours: moveRun.fenceToken } },
    { token: moveRun.fenceToken, now: moveRun.now },
  );
}

async function hasTable(
  source: MoveEndpoint,
  name: 'guild_fence' | 'schema_ledger',
): Promise<boolean> {
  const schema = source.isMysql ? 'DATABASE()' : `'vektra'`;
  const { rows } = await source.query(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = ${schema} AND table_name = '${name}'`,
  );
  return rows.length > 0;
}
