import type pg from 'pg';
import type { TenancyConfig } from './config.ts';
import { type ControlDoor, controlDoor } from './control/door.ts';
import { type WorkFigures, workFigures } from './control/figures.ts';
import { loadPlacement, provisionGuild } from './control/guilds.ts';
import { openJobPool } from './control/job-pool.ts';
import { claimTelling, type Outage, openOutages, whomToTell } from './control/outages.ts';
import { type ServiceHealth, serviceProbe } from './control/services.ts';
import { wake, wakeDeliveries } from './control/wake.ts';
import { createDoor, unavailable } from './door.ts';
import type { Effects } from './guild/transact.ts';
import { migrateOwnPlaces, type OwnMigration } from './migrate/own-places.ts';
import { TENANT_SCHEMA_VERSION } from './migrate/places.ts';
import type { MoveEvent, Moves } from './moves/index.ts';
import { allDeadLetters, type GuildDeadLetter } from './outbox/dead-letters.ts';
import { createParking, type Parking } from './parking/parking.ts';
import { PlacementCache } from './placement/cache.ts';
import { listen } from './placement/listen.ts';
import { openPostgres } from './pools/postgres.ts';
import { regionPools } from './pools/regions.ts';
import { retryLost } from './pools/retry-lost.ts';
import { createRestore, type Restore } from './restore/restore.ts';
import { type RetentionResult, runRetention } from './retention/retention.ts';
import { absentSecretStore, type SecretStore } from './secrets/index.ts';
import { dueOwnGuilds, ownGuilds } from './storage/due-own-guilds.ts';
import { ownStorage, type StorageDoor, storageDoor, sweepSecrets } from './storage/index.ts';
import {
  type ClusterStatus,
  clusterStatus,
  type LaggingPlace,
  laggingPlaces,
  type OwnPlaceStatus,
  ownPlaceStatus,
} from './storage/status.ts';
import { wakingMoves } from './storage/waking-moves.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from './types.ts';

/** The only door to guilds' data, and to what has no guild. */
export interface Tenancy {
  /**
   * Runs `act` in one transaction on the guild's own database: READ COMMITTED, fenced. The act may be
   * run again when the guild moved meanwhile, so it does nothing outside `db`.
   * @throws TenancyError, or what the act throws
   */
  write<T>(guildId: string, act: (db: GuildWriter) => Promise<T>): Promise<T>;
  /** Runs `look` read only. `snapshot`: all its queries see one moment. */
  read<T>(
    guildId: string,
    look: (db: GuildReader) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /** Where the guild lives. @throws TenancyError `unknown_guild` */
  placement(guildId: string): Promise<Placement>;
  /** Makes room for a new guild; repeatable. Absent `region`: the first configured one. */
  provision(guildId: string, region?: string): Promise<{ created: boolean }>;
  control: ControlDoor;
  regions: readonly RegionFacts[];
  /** Where connections to own databases come from, for their firewalls; empty: not said. */
  egress: readonly string[];
  /** Where guilds live, and how that is changed. */
  storage: StorageDoor;
  /** Moves between places; `start`, `resume`, `retry` and `abort` wake a worker. */
  moves: Moves;
  /** What follows the restore of a backup. */
  restore: Restore;
  /** Demos that wait while their guild's place cannot take them. */
  parking: Parking;
  /** Own databases that do not answer. */
  outages: {
    open(): Promise<Outage[]>;
    claimTelling(guildId: string, now: number): Promise<boolean>;
    whomToTell(guildId: string): Promise<string[]>;
  };
  /** How places fare, for operators; as this process sees them. */
  status: {
    clusters(): Promise<ClusterStatus[]>;
    own(): Promise<OwnPlaceStatus[]>;
    lagging(): Promise<LaggingPlace[]>;
    /** What could not be delivered, over all guilds; at most `limit` of each place. */
    deadLetters(limit: number): Promise<GuildDeadLetter[]>;
    /** The databases of the deployment and its job queue; answers within seconds, never rejects. */
    services(): Promise<ServiceHealth>;
    /** Work that goes on: what is due, given up, moving; connections of this process. */
    work(): Promise<WorkFigures>;
  };
  /** Destroys secrets that nothing needs any more. @returns how many */
  sweepSecrets(): Promise<number>;
  /** Removes what is kept no longer: the rules that are due, each once a day over all processes. */
  runRetention(signal: AbortSignal): Promise<RetentionResult[]>;
  /**
   * Migrates own databases whose schema is behind, `atOnce` at a time; absent: 8.
   * @returns how each went; what was not begun when `signal` came is left out
   */
  migrateOwnPlaces(signal: AbortSignal, atOnce?: number): Promise<OwnMigration[]>;
  /** Guilds in databases of their own with outbox rows that are due; those that are away are left out. */
  dueOwnGuilds(): AsyncIterable<string>;
  /** Guilds of a region with outbox rows that are due, at most `limit`. */
  dueGuilds(region: string, limit: number): Promise<string[]>;
  /** Wakes workers for the outboxes of these guilds; `task`: only those that know this job. */
  wakeDeliveries(guildIds: readonly string[], task?: string): Promise<void>;
  /** Calls back for each announced change, in every process. @returns how to stop */
  onChange(listener: (change: LiveChange) => void): () => void;
  /** Calls back with the key (see `sessionKey`) of each session that was ended, in every process. */
  onSessionEnd(listener: (key: string) => void): () => void;
  /** For the job queue, which speaks SQL to the control database by itself. */
  jobPool(max: number): pg.Pool;
  /** What cannot be reached: `control` or region keys. Empty when all is well. */
  unreachable(): Promise<string[]>;
  /** Waits for hints under way, then closes every connection. */
  close(): Promise<void>;
}

/** A region as people choose it. */
export interface RegionFacts {
  key: string;
  name: string;
  latitude: number | null;
  longitude: number | null;
}

export interface TenancyOptions {
  /** Without one, own databases and parking answer that it is away. */
  secrets?: SecretStore;
  /** Told of each step of a move that this process works on. */
  onMove?: (event: MoveEvent) => void;
  now?: () => number;
  /** Told of hints that failed; they are repaired by the sweep. */
  onHintFailed?: (guildId: string, error: unknown) => void;
}

export function createTenancy(config: TenancyConfig, options: TenancyOptions = {}): Tenancy {
  const now = options.now ?? Date.now;
  const control = openPostgres(config.control, {
    name: 'control',
    schema: 'public',
    limits: config.poolLimits,
    pipeline: true,
  });
  const pools = regionPools(config);
  const cache = new PlacementCache((guildId) =>
    retryLost(control, () => loadPlacement(control, guildId)),
  );
  const secrets = options.secrets ?? absentSecretStore();
  const own = ownStorage({ config, control, secrets, now, onMove: options.onMove ?? (() => {}) });
  const door = createDoor(
    cache,
    { managed: (region) => pools.app(region), own: (at, work) => own.places.run(at, work) },
    now,
  );
  const places = { control, regions: config.regions, app: pools.app, pools: own.pools };
  const services = serviceProbe(places);
  const moves = wakingMoves(own.moves, control);
  const listeners = new Set<(change: LiveChange) => void>();
  const sessionListeners = new Set<(key: string) => void>();
  const hints = new Set<Promise<unknown>>();
  const jobPools: pg.Pool[] = [];
  const ear = listen(
    config.control,
    {
      vektra_registry: (guildId) => cache.drop(guildId),
      vektra_trusted: (guildId) => own.pools.trust(guildId),
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
  function announce(guildId: string, effects: Effects): void {
    const work = [
      retryLost(control, () => wake(control, guildId, effects.dueTimes, effects.changes, now())),
      ...effects.hints.map((hint) => hint()),
    ];
    for (const each of work) {
      const hint = each
        .catch((error) => options.onHintFailed?.(guildId, error))
        .finally(() => hints.delete(hint));
      hints.add(hint);
    }
  }

  return {
    placement: door.placement,
    control: controlDoor(control),
    regions: config.regions.map(({ key, name, latitude, longitude }) => ({
      key,
      name,
      latitude: latitude ?? null,
      longitude: longitude ?? null,
    })),
    egress: config.own?.egress ?? [],
    moves,
    storage: storageDoor({
      control,
      secrets,
      guard: own.guard,
      slot: own.pools.slot,
      door,
      moves,
      now,
      drain: own.pools.drain,
      trust: own.pools.trust,
    }),
    restore: createRestore({
      control,
      regions: config.regions,
      mover: pools.mover,
      schemaVersion: TENANT_SCHEMA_VERSION,
      now,
    }),
    parking: createParking({
      placement: door.placement,
      app: pools.app,
      mover: pools.mover,
      secrets,
      now,
    }),
    outages: {
      open: () => retryLost(control, () => openOutages(control)),
      claimTelling: (guildId, at) => claimTelling(control, guildId, at),
      whomToTell: (guildId) => retryLost(control, () => whomToTell(control, guildId)),
    },
    status: {
      clusters: () => clusterStatus(places),
      own: () => ownPlaceStatus(places),
      lagging: () => laggingPlaces(places),
      deadLetters: (limit) =>
        allDeadLetters(
          {
            regions: config.regions,
            mover: pools.mover,
            ownGuilds: () => ownGuilds(control),
            read: (guildId, look) => door.read(guildId, look, false),
          },
          limit,
        ),
      services,
      work: () => workFigures({ ...places, mover: pools.mover, now }),
    },
    sweepSecrets: () => sweepSecrets({ control, secrets, now }),
    runRetention: (signal) =>
      runRetention(
        {
          control,
          now,
          write: async (guildId, act) => (await door.write(guildId, act)).result,
        },
        signal,
      ),
    migrateOwnPlaces: (signal, atOnce) =>
      migrateOwnPlaces({
        control,
        signal,
        open: async (guildId) => own.places.run(await door.placement(guildId), async () => {}),
        ...(atOnce ? { atOnce } : {}),
      }),
    dueOwnGuilds: () => dueOwnGuilds(control, door, now),

    async write(guildId, act) {
      const { result, effects } = await door.write(guildId, act);
      announce(guildId, effects);
      return result;
    },

    read: (guildId, look, { snapshot = false } = {}) => door.read(guildId, look, snapshot),

    async provision(guildId, region = config.regions[0]?.key ?? '') {
      const placeFence = async (key: string, epoch: string) => {
        const mover = pools.mover(key);
        await retryLost(mover, async () =>
          mover('guild_fence')
            .insert({ guild_id: guildId, epoch, mode: 'open', changed_at: now() })
            .onConflict('guild_id')
            .ignore(),
        );
      };
      const guild = { guildId, region, schemaVersion: TENANT_SCHEMA_VERSION, now: now() };
      const made = await retryLost(control, () => provisionGuild(control, guild, placeFence)).catch(
        unavailable(guildId),
      );
      cache.drop(guildId);
      return made;
    },

    async dueGuilds(region, limit) {
      const app = pools.app(region);
      const rows = await retryLost(app, () =>
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

    jobPool(max) {
      const pool = openJobPool(config.control, max);
      jobPools.push(pool);
      return pool;
    },

    async unreachable() {
      const places = [
        ['control', control] as const,
        ...config.regions.map((region) => [region.key, pools.app(region.key)] as const),
      ];
      const answers = await Promise.all(
        places.map(([name, knex]) =>
          retryLost(knex, async () => knex.raw('SELECT 1').timeout(2_000)).then(
            () => null,
            () => name,
          ),
        ),
      );
      return answers.filter((name) => name !== null);
    },

    async close() {
      await ear.close();
      while (hints.size > 0) await Promise.all(hints);
      await own.pools.close();
      await Promise.all([
        control.destroy(),
        pools.close(),
        ...jobPools.filter((pool) => !pool.ended).map((pool) => pool.end()),
      ]);
    },
  };
}
