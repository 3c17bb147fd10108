import type { Knex } from 'knex';
import { createGuildBuckets, type GuildBuckets } from '../buckets/guild-buckets.ts';
import type { TenancyConfig } from '../config.ts';
import { loadPlacement } from '../control/guilds.ts';
import type { MoveEvent } from '../moves/index.ts';
import { PlacementCache } from '../placement/cache.ts';
import { createPostgresKnex } from '../pools/postgres.ts';
import { createRegionPools } from '../pools/region-pools.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { createUnavailableSecretStore, type SecretStore } from '../secrets/index.ts';
import { type CustomerStorage, createCustomerStorage } from '../storage/index.ts';
import { createTenantAccess, type TenantAccess } from '../tenant-access.ts';
import { createFileStores, type FileStores } from './tenant-files.ts';

export interface TenancyOptions {
  /** Without one, whatever needs a secret fails with `unavailable`. */
  secrets?: SecretStore;
  /** Called for each step of a move that this process works on. */
  onMoveEvent?: (event: MoveEvent) => void;
  now?: () => number;
  /** Called when a wake-up or hook after a commit failed; the sweep makes up for it. */
  onHookFailed?: (guildId: string, error: unknown) => void;
}

/** What the parts of a process's tenancy share. */
export interface Connections {
  config: TenancyConfig;
  options: TenancyOptions;
  control: Knex;
  regionPools: ReturnType<typeof createRegionPools>;
  placements: PlacementCache;
  secrets: SecretStore;
  customerStorage: CustomerStorage;
  tenantAccess: TenantAccess;
  guildBuckets: GuildBuckets;
  fileStores: FileStores;
  now(): number;
}

/** Pools open their connections when they are first used. */
export function createConnections(config: TenancyConfig, options: TenancyOptions): Connections {
  const now = options.now ?? Date.now;
  const control = createPostgresKnex(config.control, {
    name: 'control',
    schema: 'public',
    limits: config.poolLimits,
    pipeline: true,
  });
  const regionPools = createRegionPools(config);
  const placements = new PlacementCache((guildId) =>
    retryOnConnectionLoss(control, () => loadPlacement(control, guildId)),
  );
  const secrets = options.secrets ?? createUnavailableSecretStore();
  const customerStorage = createCustomerStorage({
    config,
    control,
    secrets,
    now,
    onMoveEvent: options.onMoveEvent ?? (() => {}),
    relocateFiles: (...args) => fileStores.relocateFiles(...args),
  });
  const tenantAccess = createTenantAccess(
    placements,
    {
      regionDatabase: (region) => regionPools.app(region),
      withCustomerDatabase: (placement, work) => customerStorage.databases.run(placement, work),
    },
    now,
  );
  const guildBuckets = createGuildBuckets({
    control,
    secrets,
    guard: customerStorage.guard,
    now,
  });
  const fileStores = createFileStores({
    config,
    secrets,
    tenantAccess,
    control,
    guildBuckets,
    now,
  });
  return {
    config,
    options,
    control,
    regionPools,
    placements,
    secrets,
    customerStorage,
    tenantAccess,
    guildBuckets,
    fileStores,
    now,
  };
}
