import type { Knex } from 'knex';
import pTimeout from 'p-timeout';
import { pingRegion } from '../citus/ping-region.ts';
import { createHealthCheck, type ServiceHealth } from '../control/service-health.ts';
import { readWorkMetrics, type WorkMetrics } from '../control/work-metrics.ts';
import { type GuildDeadLetter, listAllDeadLetters } from '../outbox/dead-letters.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { listCustomerDatabaseGuilds } from '../storage/customer-database-guilds.ts';
import {
  type ClusterStatus,
  type CustomerDatabaseStatus,
  listOutdatedPlacements,
  type OutdatedPlacement,
  readClusterStatus,
  readCustomerDatabaseStatus,
} from '../storage/status.ts';
import type { Connections } from './connections.ts';

const PING_TIMEOUT_MS = 2_000;

/** The state of the deployment for operators, as this process sees it. */
export interface SystemStatus {
  status: {
    clusters(): Promise<ClusterStatus[]>;
    customerDatabases(): Promise<CustomerDatabaseStatus[]>;
    outdatedPlacements(): Promise<OutdatedPlacement[]>;
    /** What could not be delivered, over all guilds; at most `limit` of each database. */
    deadLetters(limit: number): Promise<GuildDeadLetter[]>;
    /** The deployment's databases, buckets and job queue; resolves within seconds, never rejects. */
    services(): Promise<ServiceHealth>;
    /** Work in progress: what is due, given up, moving; connections of this process. */
    work(): Promise<WorkMetrics>;
  };
  /** What is unreachable: `control` or region keys. */
  listUnreachable(): Promise<string[]>;
}

export function createSystemStatus({
  config,
  control,
  regionPools,
  customerStorage,
  tenantAccess,
  fileStores,
  now,
}: Connections): SystemStatus {
  const { app, mover } = regionPools;
  const deps = { control, regions: config.regions, app, pools: customerStorage.pools };
  const buckets = config.regions
    .filter(({ files }) => files)
    .map(({ key }) => ({ key, exists: () => fileStores.storeOf(key).exists() }));
  return {
    status: {
      clusters: () => readClusterStatus(deps),
      customerDatabases: () => readCustomerDatabaseStatus(deps),
      outdatedPlacements: () => listOutdatedPlacements(deps),
      deadLetters: (limit) =>
        listAllDeadLetters(
          {
            regions: config.regions,
            mover,
            customerDatabaseGuildIds: () => listCustomerDatabaseGuilds(control),
            read: (guildId, query) => tenantAccess.read(guildId, query, false),
          },
          limit,
        ),
      services: createHealthCheck({ ...deps, buckets }),
      work: () => readWorkMetrics({ ...deps, mover, now }),
    },
    async listUnreachable() {
      const databases = [
        ['control', control, async (knex: Knex) => void (await knex.raw('SELECT 1'))] as const,
        ...config.regions.map(({ key }) => [key, app(key), pingRegion] as const),
      ];
      const results = await Promise.all(
        databases.map(([name, knex, ping]) =>
          pTimeout(
            retryOnConnectionLoss(knex, () => ping(knex)),
            { milliseconds: PING_TIMEOUT_MS },
          ).then(
            () => null,
            () => name,
          ),
        ),
      );
      return results.filter((name) => name !== null);
    },
  };
}
