import type { Knex } from 'knex';
import pTimeout from 'p-timeout';
import type { Row } from '../types.ts';

/** No answer within it is none; ms. */
const ANSWER_MS = 2_000;
/** Counting more would cost more than it tells. */
const MAX_COUNTED_JOBS = 10_000;
const DISK_FULL = '53100';

/** A database of ours, as this process sees it. */
export interface DatabaseHealth {
  /** `control` or a region's key. */
  key: string;
  /** Round trip of a statement, ms; null while it does not answer. */
  latencyMs: number | null;
  /** A standby, or set to be read only. */
  isReadOnly: boolean;
  /** It answers, but has no room left to write. */
  isFull: boolean;
}

/** The job queue; null when it cannot be asked, or no worker ever made it. */
export type QueueHealth = {
  /** Jobs that could run and do not, at most 10,000. */
  waiting: number;
  /** How long the oldest of them has been due, ms. */
  oldestMs: number | null;
} | null;

export interface ServiceHealth {
  control: DatabaseHealth;
  regions: DatabaseHealth[];
  queue: QueueHealth;
}

interface Parts {
  control: Knex;
  regions: readonly { key: string }[];
  app(region: string): Knex;
}

/**
 * Asks every database of ours how it is, in at most two seconds. One that is still being asked from
 * the time before is not asked again: it counts as silent, and no queries pile up behind it.
 */
export function serviceProbe({ control, regions, app }: Parts): () => Promise<ServiceHealth> {
  const asking = new Set<string>();

  /** @returns null when there was no answer in time */
  async function bounded<T>(name: string, ask: () => Promise<T>): Promise<T | null> {
    if (asking.has(name)) return null;
    asking.add(name);
    const asked = ask()
      .catch(() => null)
      .finally(() => asking.delete(name));
    return pTimeout(asked, { milliseconds: ANSWER_MS, fallback: () => null });
  }

  async function database(key: string, knex: Knex): Promise<DatabaseHealth> {
    const [state, hasNoRoom] = await Promise.all([
      bounded(key, () => answerOf(knex)),
      // By itself: a disk that is slow to sort on is no database that does not answer.
      bounded(`${key} room`, () => isFull(knex)),
    ]);
    const silent = { latencyMs: null, isReadOnly: false };
    return { key, ...(state ?? silent), isFull: state !== null && hasNoRoom === true };
  }

  async function answerOf(knex: Knex) {
    const from = performance.now();
    const { rows } = await knex.raw(
      `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS read_only`,
    );
    const latencyMs = Math.round((performance.now() - from) * 10) / 10;
    return { latencyMs, isReadOnly: rows[0].read_only as boolean };
  }

  return async () => {
    const [own, queue, ...others] = await Promise.all([
      database('control', control),
      bounded('queue', () => queueHealth(control)),
      ...regions.map(({ key }) => database(key, app(key))),
    ]);
    return { control: own, regions: others, queue };
  };
}

/**
 * A sort of 1 MB in 64 KB of memory goes to a temporary file: that needs room on the disk, and neither
 * a right nor a table. (An update of a small row would find room on a disk that is full.) Postgres 18
 * notices how much it holds with the 1,025th row only: fewer stay in memory, however large they are.
 */
async function isFull(knex: Knex): Promise<boolean> {
  try {
    await knex.transaction(async (transaction) => {
      await transaction.raw(`SET LOCAL work_mem = '64kB'`);
      await transaction.raw(
        `SELECT count(*) FROM (SELECT repeat('x', 500) || n AS line FROM generate_series(1, 2000) n ORDER BY line) sorted`,
      );
    });
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === DISK_FULL;
  }
}

async function queueHealth(control: Knex): Promise<QueueHealth> {
  const { rows: made } = await control.raw(
    `SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS made`,
  );
  if (!made[0].made) return null;
  const { rows } = await control.raw(
    `SELECT count(*)::int AS waiting,
            (extract(epoch FROM now() - min(run_at)) * 1000)::float8 AS oldest_ms
       FROM (SELECT run_at FROM graphile_worker._private_jobs
              WHERE is_available AND run_at <= now() ORDER BY run_at LIMIT ${MAX_COUNTED_JOBS}) due`,
  );
  const { waiting, oldest_ms } = rows[0] as Row;
  return { waiting, oldestMs: oldest_ms };
}
