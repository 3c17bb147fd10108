import { createBucketAdmin } from '../buckets/bucket-admin.ts';
import { withRelocationWakeUp } from '../buckets/relocations-with-wake.ts';
import type { BucketAdmin } from '../buckets/types.ts';
import {
  createDeferredSubmissions,
  type DeferredSubmissions,
} from '../deferred-submissions/deferred-submissions.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/migrate-all.ts';
import type { Moves } from '../moves/index.ts';
import { createRestore, type Restore } from '../restore/restore.ts';
import { createStorageAdmin, type StorageAdmin } from '../storage/index.ts';
import { withWakeUp } from '../storage/moves-with-wake.ts';
import type { Connections } from './connections.ts';

/** Where guilds' data is, and how that is changed. */
export interface GuildStorage {
  storage: StorageAdmin;
  /** Guilds' own buckets. `connect` and `disconnect` wake a worker. */
  buckets: BucketAdmin;
  /** Moves between placements; `start`, `resume`, `retry` and `abort` wake a worker. */
  moves: Moves;
  /** What follows the restore of a backup. */
  restore: Restore;
  /** Demos that wait while their guild's database cannot take them. */
  deferredSubmissions: DeferredSubmissions;
}

export function createGuildStorage(connections: Connections): GuildStorage {
  const { config, control, regionPools, secrets, customerStorage, tenantAccess, now } = connections;
  const { guard, pools } = customerStorage;
  const moves = withWakeUp(customerStorage.moves, control);
  return {
    moves,
    storage: createStorageAdmin({
      control,
      secrets,
      guard,
      acquireSocket: pools.acquireSocket,
      tenantAccess,
      moves,
      now,
      drain: pools.drain,
      resetBreaker: pools.resetBreaker,
    }),
    buckets: withRelocationWakeUp(
      createBucketAdmin({
        control,
        secrets,
        guard,
        regionStores: config.regions.flatMap(({ files }) => files ?? []),
        now,
      }),
      control,
    ),
    restore: createRestore({
      control,
      regions: config.regions,
      mover: regionPools.mover,
      schemaVersion: TENANT_SCHEMA_VERSION,
      now,
    }),
    deferredSubmissions: createDeferredSubmissions({
      getPlacement: tenantAccess.getPlacement,
      app: regionPools.app,
      mover: regionPools.mover,
      secrets,
      now,
    }),
  };
}
