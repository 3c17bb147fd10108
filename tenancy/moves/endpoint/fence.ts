import { setTimeout as wait } from 'node:timers/promises';
import { LostLeaseError, MoveProblemError } from '../move-problem.ts';
import type { MoveEndpoint, RunQuery } from './move-endpoint.ts';

export type FenceMode = 'open' | 'copying' | 'fenced' | 'moved' | 'filling';

export interface FenceRow {
  guildId: string;
  epoch: string;
  mode: FenceMode;
  token: string | null;
}

/** How long a fence waits for the writers that are under way, ms, and how often it looks. */
const DRAIN_TIMEOUT_MS = 3_000;
const DRAIN_POLL_INTERVAL_MS = 3;
const MYSQL_LOCK_TIMEOUT_SECONDS = 3;

/**
 * What a lease puts on fence rows: its number, by which tokens follow each other, and its move.
 * @param moveId a UUID whose last 16 digits are random
 */
export const createFenceToken = (lease: string, moveId: string): string =>
  lease.padStart(20, '0') + moveId.replaceAll('-', '').slice(16);

const moveSuffixOf = (token: string): string => token.slice(20);

/** The guild's fence row; the app role cannot see it. */
export async function readFence(endpoint: MoveEndpoint): Promise<FenceRow | null> {
  const { rows } = await endpoint.query(
    `SELECT epoch, mode, move_token FROM ${endpoint.quoteTable('guild_fence')} WHERE guild_id = ?`,
    [endpoint.guildId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    guildId: endpoint.guildId,
    epoch: String(row.epoch),
    mode: row.mode,
    token: row.move_token,
  };
}

/** Another guild's fence row, which a customer database must not have: it is claimed. */
export async function hasForeignFence(endpoint: MoveEndpoint): Promise<boolean> {
  const { rows } = await endpoint.query(
    `SELECT 1 FROM ${endpoint.quoteTable('guild_fence')} WHERE guild_id <> ? LIMIT 1`,
    [endpoint.guildId],
  );
  return rows.length > 0;
}

/**
 * Changes the fence row in one statement.
 * @param where.token what must stand on it: `older`, any token that this one follows; `ours`, the
 *   same of one and the same move
 * @returns whether it was as expected
 */
export async function changeFence(
  endpoint: MoveEndpoint,
  expected: {
    epoch: string;
    modes: readonly FenceMode[];
    token: { older: string } | { ours: string };
  },
  changes: { mode?: FenceMode; epoch?: string; token: string; now: number },
): Promise<boolean> {
  const assignments = ['changed_at = ?', 'move_token = ?'];
  const bindings: unknown[] = [changes.now, changes.token];
  for (const [name, value] of [
    ['mode', changes.mode],
    ['epoch', changes.epoch],
  ])
    if (value !== undefined) {
      assignments.push(`${name} = ?`);
      bindings.push(value);
    }
  const conditions = ['guild_id = ?', 'epoch = ?', `mode IN (${expected.modes.map(() => '?')})`];
  bindings.push(endpoint.guildId, expected.epoch, ...expected.modes);
  if ('older' in expected.token) {
    conditions.push('(move_token IS NULL OR move_token <= ?)');
    bindings.push(expected.token.older);
  } else {
    conditions.push('move_token <= ?', 'move_token LIKE ?');
    bindings.push(expected.token.ours, `%${moveSuffixOf(expected.token.ours)}`);
  }
  const sql = `UPDATE ${endpoint.quoteTable('guild_fence')} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')}`;
  const { changedRows } = await withShortLockTimeout(endpoint, (query) => query(sql, bindings));
  return changedRows === 1;
}

/**
 * MySQL: a change of the row waits in the queue of locks, so writers under way are waited for, and
 * those who come later wait; not for longer than a write may.
 */
export function withShortLockTimeout<T>(
  endpoint: MoveEndpoint,
  work: (query: RunQuery) => Promise<T>,
): Promise<T> {
  if (!endpoint.isMysql) return work(endpoint.query);
  return endpoint.transaction('mover', async (query) => {
    await query(
      `SET SESSION innodb_lock_wait_timeout = ${MYSQL_LOCK_TIMEOUT_SECONDS}, lock_wait_timeout = ${MYSQL_LOCK_TIMEOUT_SECONDS}`,
    );
    try {
      return await work(query);
    } finally {
      await query(
        'SET SESSION innodb_lock_wait_timeout = @@GLOBAL.innodb_lock_wait_timeout, lock_wait_timeout = @@GLOBAL.lock_wait_timeout',
      ).catch(() => {});
    }
  });
}

/**
 * Waits until every writer that saw the fence's former mode has ended. Postgres: those who hold the
 * fence table now; one that comes later sees the new mode. Taking the row itself would wait for
 * ever behind writers that overlap.
 * @throws MoveProblem `…_BUSY` after three seconds
 */
export async function drainWriters(endpoint: MoveEndpoint): Promise<void> {
  if (endpoint.isMysql) return;
  const deadlineAt = Date.now() + DRAIN_TIMEOUT_MS;
  let remaining: string[] | null = null;
  for (;;) {
    const holderIds = await listFenceLockHolders(endpoint);
    remaining =
      remaining === null ? holderIds : remaining.filter((each) => holderIds.includes(each));
    if (remaining.length === 0 || (await isFenceRowUnlocked(endpoint))) return;
    if (Date.now() > deadlineAt)
      throw new MoveProblemError(`${endpoint.name.toUpperCase()}_BUSY`, { isTransient: true });
    await wait(DRAIN_POLL_INTERVAL_MS);
  }
}

/** Transactions that have locked fence rows, of whatever guild: the row's own are among them. */
async function listFenceLockHolders(endpoint: MoveEndpoint): Promise<string[]> {
  const { rows } = await endpoint.query(
    `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
      WHERE locktype = 'relation' AND relation = 'vektra.guild_fence'::regclass
        AND mode = 'RowShareLock' AND granted AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ id }) => id);
}

async function isFenceRowUnlocked(endpoint: MoveEndpoint): Promise<boolean> {
  const { rows } = await endpoint.query(
    'SELECT 1 FROM vektra.guild_fence WHERE guild_id = ? FOR UPDATE SKIP LOCKED',
    [endpoint.guildId],
  );
  return rows.length > 0;
}

/** What a fence row must say, for as long as a transaction runs. */
export interface FenceRequirement {
  mode: 'filling' | 'moved' | 'open';
  token: string;
  role?: 'app' | 'mover';
}

/**
 * A transaction that changes rows of a guild in a database only as long as its fence has this mode
 * and this move's token; whoever changes the fence waits for it.
 * @throws LostLease when the fence says otherwise
 */
export function withFence<T>(
  endpoint: MoveEndpoint,
  fence: FenceRequirement,
  work: (query: RunQuery) => Promise<T>,
): Promise<T> {
  return endpoint.transaction(fence.role ?? 'mover', async (query) => {
    // The app role may not look at fence rows.
    if (!endpoint.isMysql && fence.mode === 'filling')
      await query('SELECT vektra.enter_fill(?, ?)', [endpoint.guildId, fence.token]);
    else {
      const { rows } = await query(
        `SELECT mode FROM ${endpoint.quoteTable('guild_fence')}
          WHERE guild_id = ? AND mode = ? AND move_token = ?
          ${endpoint.isMysql ? 'LOCK IN SHARE MODE' : 'FOR SHARE'}`,
        [endpoint.guildId, fence.mode, fence.token],
      );
      if (rows.length === 0) throw new LostLeaseError();
    }
    return work(query);
  });
}
