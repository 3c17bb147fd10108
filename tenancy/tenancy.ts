import { createConnections, type TenancyOptions } from './composition/connections.ts';
import { createEgressGuards, type EgressGuards } from './composition/egress-guards.ts';
import { createFileSweeps, type FileSweeps } from './composition/file-sweeps.ts';
import { createGuildStorage, type GuildStorage } from './composition/guild-storage.ts';
import { createJobQueue, type JobQueue } from './composition/job-queue.ts';
import { createMaintenance, type Maintenance } from './composition/maintenance.ts';
import { type Notifications, startNotifications } from './composition/notifications.ts';
import { createRegistry, type Registry } from './composition/registry.ts';
import { createSystemStatus, type SystemStatus } from './composition/system-status.ts';
import { createTenantData, type TenantData } from './composition/tenant-data.ts';
import type { TenantFiles } from './composition/tenant-files.ts';
import type { TenancyConfig } from './config.ts';

/**
 * All access to databases, composed of what it serves. A consumer takes the parts that it needs.
 */
export interface Tenancy
  extends TenantData,
    TenantFiles,
    FileSweeps,
    Registry,
    GuildStorage,
    JobQueue,
    Notifications,
    Maintenance,
    SystemStatus,
    EgressGuards {
  /** Waits for wake-ups under way, then closes every connection. */
  close(): Promise<void>;
}

export function createTenancy(config: TenancyConfig, options: TenancyOptions = {}): Tenancy {
  const connections = createConnections(config, options);
  const { tenantData, settle } = createTenantData(connections);
  const { jobQueue, close: closeJobPools } = createJobQueue(connections);
  const { notifications, close: stopListening } = startNotifications(connections);
  return {
    ...tenantData,
    files: connections.fileStores.files,
    isRelocatingFiles: connections.fileStores.isRelocatingFiles,
    ...createFileSweeps(connections),
    ...createRegistry(connections),
    ...createGuildStorage(connections),
    ...jobQueue,
    ...notifications,
    ...createMaintenance(connections),
    ...createSystemStatus(connections),
    ...createEgressGuards(connections),

    async close() {
      await stopListening();
      await settle();
      await connections.customerStorage.pools.close();
      await Promise.all([
        connections.control.destroy(),
        connections.regionPools.close(),
        closeJobPools(),
        connections.fileStores.close(),
        connections.guildBuckets.close(),
      ]);
    },
  };
}
