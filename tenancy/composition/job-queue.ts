import type { RunnerOptions } from 'graphile-worker';
import type pg from 'pg';
import { selectAcrossGuilds } from '../citus/select-across-guilds.ts';
import { createJobPool } from '../control/job-pool.ts';
import { wakeDeliveries } from '../control/wake-workers.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { listDueCustomerDatabaseGuilds } from '../storage/customer-database-guilds.ts';
import type { Connections } from './connections.ts';

/** The queue's connections to the control database, as graphile-worker takes them. */
export type JobPool = NonNullable<RunnerOptions['pgPool']>;

/** What workers need to find and take up work. */
export interface JobQueue {
  /** @param max connections at most */
  createJobPool(max: number): JobPool;
  /** Wakes workers for the outboxes of these guilds; `task`: only those that know this job. */
  wakeDeliveries(guildIds: readonly string[], task?: string): Promise<void>;
  /** Guilds of a region with outbox rows that are due, at most `limit`. */
  listDueGuilds(region: string, limit: number): Promise<string[]>;
  /** Guilds in customer databases with outbox rows that are due, without unreachable databases. */
  listDueCustomerDatabaseGuilds(): AsyncIterable<string>;
}

/** @returns also `close`, which ends the job pools that nobody has ended yet */
export function createJobQueue({ config, control, regionPools, tenantAccess, now }: Connections): {
  jobQueue: JobQueue;
  close(): Promise<void>;
} {
  const jobPools: pg.Pool[] = [];
  const jobQueue: JobQueue = {
    createJobPool(max) {
      const pool = createJobPool(config.control, max);
      jobPools.push(pool);
      return pool;
    },
    wakeDeliveries: (guildIds, task) => wakeDeliveries(control, guildIds, task),
    async listDueGuilds(region, limit) {
      const app = regionPools.app(region);
      const rows = await retryOnConnectionLoss(app, () =>
        selectAcrossGuilds(
          app,
          'outbox_due',
          (relation) =>
            `SELECT DISTINCT guild_id::text FROM ${relation} WHERE due_at <= ${now()} LIMIT ${limit}`,
        ),
      );
      return rows.slice(0, limit).map((row) => row.guild_id);
    },
    listDueCustomerDatabaseGuilds: () => listDueCustomerDatabaseGuilds(control, tenantAccess, now),
  };
  return {
    jobQueue,
    async close() {
      await Promise.all(jobPools.filter((pool) => !pool.ended).map((pool) => pool.end()));
    },
  };
}
