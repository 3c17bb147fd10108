import type { Knex } from 'knex';
import pTimeout from 'p-timeout';
import { pingRegion } from '../citus/ping-region.ts';
import type { DatabaseRow } from '../types.ts';

/** No answer within it is none; ms. */
const TIMEOUT_MS = 2_000;
/** Counting more would cost more than it tells. */
const MAX_COUNTED_JOBS = 10_000;
const DISK_FULL = '53100';

/** A database of ours, as this process sees it. */
export interface DatabaseHealth {
  /** `control` or a region's key. */
  key: string;
  /**
   * Round trip of a statement, ms; null while it does not answer, or while a worker of a Citus
   * cluster does not: its guilds are unavailable then, the others are not.
   */
  latencyMs: number | null;
  /** A standby, or set to be read only. */
  isReadOnly: boolean;
  /** It answers, but has no room left to write. */
  isFull: boolean;
}

/** Where a region's files are, as this process sees it. */
export interface BucketHealth {
  /** The region's key. */
  key: string;
  /** Whether it answers, and is there. */
  isUp: boolean;
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
  /** Of a process that touches files. */
  buckets: BucketHealth[];
  queue: QueueHealth;
}

interface Deps {
  control: Knex;
  regions: readonly { key: string }[];
  app(region: string): Knex;
  buckets: readonly { key: string; exists(): Promise<boolean> }[];
}

/**
 * Asks every database and bucket of ours how it is, in at most two seconds. One that is still being asked from
 * the time before is not asked again: it counts as silent, and no queries pile up behind it.
 */
export function createHealthCheck({
  control,
  regions,
  app,
  buckets,
}: Deps): () => Promise<ServiceHealth> {
  const inFlight = new Set<string>();

  /** @returns null when there was no answer in time */
  async function withTimeout<T>(name: string, probe: () => Promise<T>): Promise<T | null> {
    if (inFlight.has(name)) return null;
    inFlight.add(name);
    const result = probe()
      .catch(() => null)
      .finally(() => inFlight.delete(name));
    return pTimeout(result, { milliseconds: TIMEOUT_MS, fallback: () => null });
  }

  async function checkDatabase(
    key: string,
    knex: Knex,
    { isRegion }: { isRegion: boolean },
  ): Promise<DatabaseHealth> {
    const [state, isOutOfSpace] = await Promise.all([
      withTimeout(key, () => ping(knex, isRegion)),
      // By itself: a disk that is slow to sort on is no database that does not answer.
      withTimeout(`${key} room`, () => isDiskFull(knex)),
    ]);
    const unreachable = { latencyMs: null, isReadOnly: false };
    return { key, ...(state ?? unreachable), isFull: state !== null && isOutOfSpace === true };
  }

  async function ping(knex: Knex, isRegion: boolean) {
    if (isRegion) await pingRegion(knex);
    const startedAt = performance.now();
    const { rows } = await knex.raw(
      `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS read_only`,
    );
    const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
    return { latencyMs, isReadOnly: rows[0].read_only as boolean };
  }

  return async () => {
    const [controlHealth, queue, bucketHealth, ...regionHealth] = await Promise.all([
      checkDatabase('control', control, { isRegion: false }),
      withTimeout('queue', () => readQueueHealth(control)),
      Promise.all(
        buckets.map(async ({ key, exists }) => ({
          key,
          isUp: (await withTimeout(`bucket ${key}`, exists)) === true,
        })),
      ),
      ...regions.map(({ key }) => checkDatabase(key, app(key), { isRegion: true })),
    ]);
    return { control: controlHealth, regions: regionHealth, buckets: bucketHealth, queue };
  };
}

/**
 * A sort of 1 MB in 64 KB of memory goes to a temporary file: that needs room on the disk, and
 * neither a right nor a table. (An update of a small row would find room on a disk that is full.)
 * Postgres 18 notices how much it holds with the 1,025th row only: fewer stay in memory, however
 * large they are.
 */
async function isDiskFull(knex: Knex): Promise<boolean> {
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

async function readQueueHealth(control: Knex): Promise<QueueHealth> {
  const { rows: queueSchema } = await control.raw(
    `SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS made`,
  );
  if (!queueSchema[0].made) return null;
  const { rows } = await control.raw(
    `SELECT count(*)::int AS waiting,
            (extract(epoch FROM now() - min(run_at)) * 1000)::float8 AS oldest_ms
       FROM (SELECT run_at FROM graphile_worker._private_jobs
              WHERE is_available AND run_at <= now() ORDER BY run_at LIMIT ${MAX_COUNTED_JOBS}) due`,
  );
  const { waiting, oldest_ms } = rows[0] as DatabaseRow;
  return { waiting, oldestMs: oldest_ms };
}
