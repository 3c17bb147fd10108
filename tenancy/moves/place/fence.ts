import { setTimeout as wait } from 'node:timers/promises';
import { LostLease, MoveProblem } from '../problem.ts';
import type { Run, Side } from './side.ts';

export type FenceMode = 'open' | 'copying' | 'fenced' | 'moved' | 'filling';

export interface Fence {
  guildId: string;
  epoch: string;
  mode: FenceMode;
  token: string | null;
}

/** How long a fence waits for the writers that are under way, ms, and how often it looks. */
const DRAIN_MS = 3_000;
const DRAIN_POLL_MS = 3;
const MYSQL_LOCK_SECONDS = 3;

/**
 * What a lease puts on fence rows: its number, by which tokens follow each other, and its move.
 * @param moveId a UUID whose last 16 digits are random
 */
export const tokenOf = (lease: string, moveId: string): string =>
  lease.padStart(20, '0') + moveId.replaceAll('-', '').slice(16);

const moveOf = (token: string): string => token.slice(20);

/** The guild's fence row; the app role cannot see it. */
export async function readFence(side: Side): Promise<Fence | null> {
  const { rows } = await side.run(
    `SELECT epoch, mode, move_token FROM ${side.table('guild_fence')} WHERE guild_id = ?`,
    [side.guildId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    guildId: side.guildId,
    epoch: String(row.epoch),
    mode: row.mode,
    token: row.move_token,
  };
}

/** Another guild's fence row, which an own database must not have: it is claimed. */
export async function hasForeignFence(side: Side): Promise<boolean> {
  const { rows } = await side.run(
    `SELECT 1 FROM ${side.table('guild_fence')} WHERE guild_id <> ? LIMIT 1`,
    [side.guildId],
  );
  return rows.length > 0;
}

/**
 * Changes the fence row in one statement.
 * @param where.token what must stand on it: `older`, any token that this one follows; `ours`, the same
 *   of one and the same move
 * @returns whether it was as expected
 */
export async function changeFence(
  side: Side,
  where: {
    epoch: string;
    modes: readonly FenceMode[];
    token: { older: string } | { ours: string };
  },
  to: { mode?: FenceMode; epoch?: string; token: string; now: number },
): Promise<boolean> {
  const sets = ['changed_at = ?', 'move_token = ?'];
  const bindings: unknown[] = [to.now, to.token];
  for (const [name, value] of [
    ['mode', to.mode],
    ['epoch', to.epoch],
  ])
    if (value !== undefined) {
      sets.push(`${name} = ?`);
      bindings.push(value);
    }
  const conditions = ['guild_id = ?', 'epoch = ?', `mode IN (${where.modes.map(() => '?')})`];
  bindings.push(side.guildId, where.epoch, ...where.modes);
  if ('older' in where.token) {
    conditions.push('(move_token IS NULL OR move_token <= ?)');
    bindings.push(where.token.older);
  } else {
    conditions.push('move_token <= ?', 'move_token LIKE ?');
    bindings.push(where.token.ours, `%${moveOf(where.token.ours)}`);
  }
  const sql = `UPDATE ${side.table('guild_fence')} SET ${sets.join(', ')} WHERE ${conditions.join(' AND ')}`;
  const { changed } = await withShortLocks(side, (run) => run(sql, bindings));
  return changed === 1;
}

/**
 * MySQL: a change of the row stands in the queue of locks, so writers under way are waited for, and
 * those who come later wait; not for longer than a write may.
 */
export function withShortLocks<T>(side: Side, work: (run: Run) => Promise<T>): Promise<T> {
  if (!side.isMysql) return work(side.run);
  return side.transaction('mover', async (run) => {
    await run(
      `SET SESSION innodb_lock_wait_timeout = ${MYSQL_LOCK_SECONDS}, lock_wait_timeout = ${MYSQL_LOCK_SECONDS}`,
    );
    try {
      return await work(run);
    } finally {
      await run(
        'SET SESSION innodb_lock_wait_timeout = @@GLOBAL.innodb_lock_wait_timeout, lock_wait_timeout = @@GLOBAL.lock_wait_timeout',
      ).catch(() => {});
    }
  });
}

/**
 * Waits until every writer that saw the fence's former mode has ended. Postgres: those who hold the
 * fence table now; one that comes later sees the new mode. Taking the row itself would wait for ever
 * behind writers that overlap.
 * @throws MoveProblem `…_BUSY` after three seconds
 */
export async function drainWriters(side: Side): Promise<void> {
  if (side.isMysql) return;
  const giveUpAt = Date.now() + DRAIN_MS;
  let left: string[] | null = null;
  for (;;) {
    const holders = await lockHolders(side);
    left = left === null ? holders : left.filter((each) => holders.includes(each));
    if (left.length === 0 || (await isRowFree(side))) return;
    if (Date.now() > giveUpAt)
      throw new MoveProblem(`${side.name.toUpperCase()}_BUSY`, { passes: true });
    await wait(DRAIN_POLL_MS);
  }
}

/** Transactions that have locked fence rows, of whatever guild: the row's own are among them. */
async function lockHolders(side: Side): Promise<string[]> {
  const { rows } = await side.run(
    `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
      WHERE locktype = 'relation' AND relation = 'vektra.guild_fence'::regclass
        AND mode = 'RowShareLock' AND granted AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ id }) => id);
}

async function isRowFree(side: Side): Promise<boolean> {
  const { rows } = await side.run(
    'SELECT 1 FROM vektra.guild_fence WHERE guild_id = ? FOR UPDATE SKIP LOCKED',
    [side.guildId],
  );
  return rows.length > 0;
}

/** What a fence row must say, for as long as a transaction runs. */
export interface Under {
  mode: 'filling' | 'moved' | 'open';
  token: string;
  role?: 'app' | 'mover';
}

/**
 * A transaction that changes rows of a guild in a place only as long as its fence has this mode and
 * this move's token; whoever changes the fence waits for it.
 * @throws LostLease when the fence says otherwise
 */
export function underFence<T>(
  side: Side,
  fence: Under,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  return side.transaction(fence.role ?? 'mover', async (run) => {
    // The app role may not look at fence rows.
    if (!side.isMysql && fence.mode === 'filling')
      await run('SELECT vektra.enter_fill(?, ?)', [side.guildId, fence.token]);
    else {
      const { rows } = await run(
        `SELECT mode FROM ${side.table('guild_fence')}
          WHERE guild_id = ? AND mode = ? AND move_token = ?
          ${side.isMysql ? 'LOCK IN SHARE MODE' : 'FOR SHARE'}`,
        [side.guildId, fence.mode, fence.token],
      );
      if (rows.length === 0) throw new LostLease();
    }
    return work(run);
  });
}
