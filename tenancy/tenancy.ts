import type pg from 'pg';
import type { TenancyConfig } from './config.ts';
import { type ControlAccess, createControlAccess } from './control/control-access.ts';
import { loadPlacement, provisionGuild } from './control/guilds.ts';
import { createJobPool } from './control/job-pool.ts';
import {
  claimOutageNotification,
  findOutageRecipients,
  listOutages,
  type Outage,
} from './control/outages.ts';
import { createHealthCheck, type ServiceHealth } from './control/service-health.ts';
import { wakeDeliveries, wakeWorkers } from './control/wake-workers.ts';
import { readWorkMetrics, type WorkMetrics } from './control/work-metrics.ts';
import {
  createDeferredSubmissions,
  type DeferredSubmissions,
} from './deferred-submissions/deferred-submissions.ts';
import type { CommitEffects } from './guild/run-transaction.ts';
import { TENANT_SCHEMA_VERSION } from './migrate/migrate-all.ts';
import {
  type CustomerDatabaseMigration,
  migrateCustomerDatabases,
} from './migrate/migrate-customer-databases.ts';
import type { MoveEvent, Moves } from './moves/index.ts';
import { type GuildDeadLetter, listAllDeadLetters } from './outbox/dead-letters.ts';
import { PlacementCache } from './placement/cache.ts';
import { listenForNotifications } from './placement/notification-listener.ts';
import { createPostgresKnex } from './pools/postgres.ts';
import { createRegionPools } from './pools/region-pools.ts';
import { retryOnConnectionLoss } from './pools/retry-on-connection-loss.ts';
import { createRestore, type Restore } from './restore/restore.ts';
import { type RetentionResult, runRetention } from './retention/run-retention.ts';
import { createUnavailableSecretStore, type SecretStore } from './secrets/index.ts';
import {
  listCustomerDatabaseGuilds,
  listDueCustomerDatabaseGuilds,
} from './storage/customer-database-guilds.ts';
import {
  createCustomerStorage,
  createStorageAdmin,
  type StorageAdmin,
  sweepSecrets,
} from './storage/index.ts';
import { withWakeUp } from './storage/moves-with-wake.ts';
import {
  type ClusterStatus,
  type CustomerDatabaseStatus,
  listOutdatedPlacements,
  type OutdatedPlacement,
  readClusterStatus,
  readCustomerDatabaseStatus,
} from './storage/status.ts';
import { createTenantAccess, rethrowAsUnavailable } from './tenant-access.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from './types.ts';

/** The only door to guilds' data, and to what has no guild. */
export interface Tenancy {
  /**
   * Runs `act` in one transaction on the guild's own database: READ COMMITTED, fenced. The act may be
   * run again when the guild moved meanwhile, so it does nothing outside `db`.
   * @throws TenancyError, or what the act throws
   */
  write<T>(guildId: string, mutation: (db: GuildWriter) => Promise<T>): Promise<T>;
  /** Runs `look` read only. `snapshot`: all its queries see one moment. */
  read<T>(
    guildId: string,
    query: (db: GuildReader) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /** Where the guild lives. @throws TenancyError `unknown_guild` */
  getPlacement(guildId: string): Promise<Placement>;
  /** Makes room for a new guild; repeatable. Absent `region`: the first configured one. */
  provision(guildId: string, region?: string): Promise<{ created: boolean }>;
  control: ControlAccess;
  regions: readonly RegionInfo[];
  /** Where connections to own databases come from, for their firewalls; empty: not said. */
  egressAddresses: readonly string[];
  /** Where guilds live, and how that is changed. */
  storage: StorageAdmin;
  /** Moves between places; `start`, `resume`, `retry` and `abort` wake a worker. */
  moves: Moves;
  /** What follows the restore of a backup. */
  restore: Restore;
  /** Demos that wait while their guild's place cannot take them. */
  deferredSubmissions: DeferredSubmissions;
  /** Own databases that do not answer. */
  outages: {
    list(): Promise<Outage[]>;
    claimNotification(guildId: string, now: number): Promise<boolean>;
    findRecipients(guildId: string): Promise<string[]>;
  };
  /** How places fare, for operators; as this process sees them. */
  status: {
    clusters(): Promise<ClusterStatus[]>;
    customerDatabases(): Promise<CustomerDatabaseStatus[]>;
    outdatedPlacements(): Promise<OutdatedPlacement[]>;
    /** What could not be delivered, over all guilds; at most `limit` of each place. */
    deadLetters(limit: number): Promise<GuildDeadLetter[]>;
    /** The databases of the deployment and its job queue; answers within seconds, never rejects. */
    services(): Promise<ServiceHealth>;
    /** Work that goes on: what is due, given up, moving; connections of this process. */
    work(): Promise<WorkMetrics>;
  };
  /** Destroys secrets that nothing needs any more. @returns how many */
  sweepSecrets(): Promise<number>;
  /** Removes what is kept no longer: the rules that are due, each once a day over all processes. */
  runRetention(signal: AbortSignal): Promise<RetentionResult[]>;
  /**
   * Migrates own databases whose schema is behind, `atOnce` at a time; absent: 8.
   * @returns how each went; what was not begun when `signal` came is left out
   */
  migrateCustomerDatabases(
    signal: AbortSignal,
    concurrency?: number,
  ): Promise<CustomerDatabaseMigration[]>;
  /** Guilds in databases of their own with outbox rows that are due; those that are away are left out. */
  listDueCustomerDatabaseGuilds(): AsyncIterable<string>;
  /** Guilds of a region with outbox rows that are due, at most `limit`. */
  listDueGuilds(region: string, limit: number): Promise<string[]>;
  /** Wakes workers for the outboxes of these guilds; `task`: only those that know this job. */
  wakeDeliveries(guildIds: readonly string[], task?: string): Promise<void>;
  /** Calls back for each announced change, in every process. @returns how to stop */
  onChange(listener: (change: LiveChange) => void): () => void;
  /** Calls back with the key (see `sessionKey`) of each session that was ended, in every process. */
  onSessionEnd(listener: (key: string) => void): () => void;
  /** For the job queue, which speaks SQL to the control database by itself. */
  createJobPool(max: number): pg.Pool;
  /** What cannot be reached: `control` or region keys. Empty when all is well. */
  listUnreachable(): Promise<string[]>;
  /** Waits for hints under way, then closes every connection. */
  close(): Promise<void>;
}

/** A region as people choose it. */
export interface RegionInfo {
  key: string;
  name: string;
  latitude: number | null;
  longitude: number | null;
}

export interface TenancyOptions {
  /** Without one, own databases and parking answer that it is away. */
  secrets?: SecretStore;
  /** Told of each step of a move that this process works on. */
  onMoveEvent?: (event: MoveEvent) => void;
  now?: () => number;
  /** Told of hints that failed; they are repaired by the sweep. */
  onHookFailed?: (guildId: string, error: unknown) => void;
}

export function createTenancy(config: TenancyConfig, options: TenancyOptions = {}): Tenancy {
  const now = options.now ?? Date.now;
  const control = createPostgresKnex(config.control, {
    name: 'control',
    schema: 'public',
    limits: config.poolLimits,
    pipeline: true,
  });
  const pools = createRegionPools(config);
  const cache = new PlacementCache((guildId) =>
    retryOnConnectionLoss(control, () => loadPlacement(control, guildId)),
  );
  const secrets = options.secrets ?? createUnavailableSecretStore();
  const customerStorage = createCustomerStorage({
    config,
    control,
    secrets,
    now,
    onMoveEvent: options.onMoveEvent ?? (() => {}),
  });
  const tenantAccess = createTenantAccess(
    cache,
    {
      regionDatabase: (region) => pools.app(region),
      withCustomerDatabase: (placement, work) => customerStorage.databases.run(placement, work),
    },
    now,
  );
  const deps = { control, regions: config.regions, app: pools.app, pools: customerStorage.pools };
  const checkServices = createHealthCheck(deps);
  const moves = withWakeUp(customerStorage.moves, control);
  const listeners = new Set<(change: LiveChange) => void>();
  const sessionListeners = new Set<(key: string) => void>();
  const pendingHooks = new Set<Promise<unknown>>();
  const jobPools: pg.Pool[] = [];
  const notificationListener = listenForNotifications(
    config.control,
    {
      vektra_registry: (guildId) => cache.drop(guildId),
      vektra_trusted: (guildId) => customerStorage.pools.resetBreaker(guildId),
      vektra_session_ended: (key) => {
        for (const listener of sessionListeners) listener(key);
      },
      vektra_live: (payload) => {
        const change = JSON.parse(payload) as LiveChange;
        for (const listener of listeners) listener(change);
      },
    },
    () => cache.expireAll(),
  );

  /** The durable hints after a commit. Not awaited by the act: the sweep finds what is lost here. */
  function runAfterCommit(guildId: string, effects: CommitEffects): void {
    const work = [
      retryOnConnectionLoss(control, () =>
        wakeWorkers(control, guildId, effects.dueTimes, effects.changes, now()),
      ),
      ...effects.hooks.map((hook) => hook()),
    ];
    for (const task of work) {
      const pendingHook = task
        .catch((error) => options.onHookFailed?.(guildId, error))
        .finally(() => pendingHooks.delete(pendingHook));
      pendingHooks.add(pendingHook);
    }
  }

  return {
    getPlacement: tenantAccess.getPlacement,
    control: createControlAccess(control),
    regions: config.regions.map(({ key, name, latitude, longitude }) => ({
      key,
      name,
      latitude: latitude ?? null,
      longitude: longitude ?? null,
    })),
    egressAddresses: config.customerDatabases?.egressAddresses ?? [],
    moves,
    storage: createStorageAdmin({
      control,
      secrets,
      guard: customerStorage.guard,
      acquireSocket: customerStorage.pools.acquireSocket,
      tenantAccess,
      moves,
      now,
      drain: customerStorage.pools.drain,
      resetBreaker: customerStorage.pools.resetBreaker,
    }),
    restore: createRestore({
      control,
      regions: config.regions,
      mover: pools.mover,
      schemaVersion: TENANT_SCHEMA_VERSION,
      now,
    }),
    deferredSubmissions: createDeferredSubmissions({
      getPlacement: tenantAccess.getPlacement,
      app: pools.app,
      mover: pools.mover,
      secrets,
      now,
    }),
    outages: {
      list: () => retryOnConnectionLoss(control, () => listOutages(control)),
      claimNotification: (guildId, at) => claimOutageNotification(control, guildId, at),
      findRecipients: (guildId) =>
        retryOnConnectionLoss(control, () => findOutageRecipients(control, guildId)),
    },
    status: {
      clusters: () => readClusterStatus(deps),
      customerDatabases: () => readCustomerDatabaseStatus(deps),
      outdatedPlacements: () => listOutdatedPlacements(deps),
      deadLetters: (limit) =>
        listAllDeadLetters(
          {
            regions: config.regions,
            mover: pools.mover,
            customerDatabaseGuildIds: () => listCustomerDatabaseGuilds(control),
            read: (guildId, query) => tenantAccess.read(guildId, query, false),
          },
          limit,
        ),
      services: checkServices,
      work: () => readWorkMetrics({ ...deps, mover: pools.mover, now }),
    },
    sweepSecrets: () => sweepSecrets({ control, secrets, now }),
    runRetention: (signal) =>
      runRetention(
        {
          control,
          now,
          write: async (guildId, mutation) => (await tenantAccess.write(guildId, mutation)).result,
        },
        signal,
      ),
    migrateCustomerDatabases: (signal, concurrency) =>
      migrateCustomerDatabases({
        control,
        signal,
        open: async (guildId) =>
          customerStorage.databases.run(await tenantAccess.getPlacement(guildId), async () => {}),
        ...(concurrency ? { concurrency } : {}),
      }),
    listDueCustomerDatabaseGuilds: () => listDueCustomerDatabaseGuilds(control, tenantAccess, now),

    async write(guildId, mutation) {
      const { result, effects } = await tenantAccess.write(guildId, mutation);
      runAfterCommit(guildId, effects);
      return result;
    },

    read: (guildId, query, { snapshot = false } = {}) =>
      tenantAccess.read(guildId, query, snapshot),

    async provision(guildId, region = config.regions[0]?.key ?? '') {
      const insertFence = async (key: string, epoch: string) => {
        const mover = pools.mover(key);
        await retryOnConnectionLoss(mover, async () =>
          mover('guild_fence')
            .insert({ guild_id: guildId, epoch, mode: 'open', changed_at: now() })
            .onConflict('guild_id')
            .ignore(),
        );
      };
      const guild = { guildId, region, schemaVersion: TENANT_SCHEMA_VERSION, now: now() };
      const provisioned = await retryOnConnectionLoss(control, () =>
        provisionGuild(control, guild, insertFence),
      ).catch(rethrowAsUnavailable(guildId));
      cache.drop(guildId);
      return provisioned;
    },

    async listDueGuilds(region, limit) {
      const app = pools.app(region);
      const rows = await retryOnConnectionLoss(app, () =>
        app('outbox_due').where('due_at', '<=', now()).distinct('guild_id').limit(limit),
      );
      return rows.map((row) => row.guild_id);
    },

    wakeDeliveries: (guildIds, task) => wakeDeliveries(control, guildIds, task),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    onSessionEnd(listener) {
      sessionListeners.add(listener);
      return () => sessionListeners.delete(listener);
    },

    createJobPool(max) {
      const pool = createJobPool(config.control, max);
      jobPools.push(pool);
      return pool;
    },

    async listUnreachable() {
      const databases = [
        ['control', control] as const,
        ...config.regions.map((region) => [region.key, pools.app(region.key)] as const),
      ];
      const results = await Promise.all(
        databases.map(([name, knex]) =>
          retryOnConnectionLoss(knex, async () => knex.raw('SELECT 1').timeout(2_000)).then(
            () => null,
            () => name,
          ),
        ),
      );
      return results.filter((name) => name !== null);
    },

    async close() {
      await notificationListener.close();
      while (pendingHooks.size > 0) await Promise.all(pendingHooks);
      await customerStorage.pools.close();
      await Promise.all([
        control.destroy(),
        pools.close(),
        ...jobPools.filter((pool) => !pool.ended).map((pool) => pool.end()),
      ]);
    },
  };
}
