import type pg from 'pg';
import type { TenancyConfig } from './config.ts';
import { type ControlDoor, controlDoor } from './control/door.ts';
import { loadPlacement, provisionGuild } from './control/guilds.ts';
import { openJobPool } from './control/job-pool.ts';
import { wake } from './control/wake.ts';
import { driverCode, isStalePlan, isUnreachable, TenancyError } from './errors.ts';
import { StatementNames } from './guild/statement-names.ts';
import { type Effects, type Place, runRead, runSnapshot, runWrite } from './guild/transact.ts';
import { TENANT_SCHEMA_VERSION } from './migrate/places.ts';
import { ABSENT, PlacementCache } from './placement/cache.ts';
import { listen } from './placement/listen.ts';
import { openPostgres } from './pools/postgres.ts';
import { regionPools } from './pools/regions.ts';
import type { GuildReader, GuildWriter, LiveChange, Placement } from './types.ts';

/** How long a write waits for a move's pause, ms, and how often it looks. */
const MOVE_WAIT_MS = 2_000;
const MOVE_POLL_MS = 100;

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
  regions: readonly { key: string; name: string }[];
  /** Guilds of a region with outbox rows that are due, at most `limit`. */
  dueGuilds(region: string, limit: number): Promise<string[]>;
  /** Calls back for each announced change, in every process. @returns how to stop */
  onChange(listener: (change: LiveChange) => void): () => void;
  /** For the job queue, which speaks SQL to the control database by itself. */
  jobPool(): pg.Pool;
  /** What cannot be reached: `control` or region keys. Empty when all is well. */
  unreachable(): Promise<string[]>;
  /** Waits for hints under way, then closes every connection. */
  close(): Promise<void>;
}

export interface TenancyOptions {
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
  });
  const pools = regionPools(config);
  const names = new StatementNames();
  const cache = new PlacementCache((guildId) => loadPlacement(control, guildId));
  const listeners = new Set<(change: LiveChange) => void>();
  const hints = new Set<Promise<unknown>>();
  const jobPools: pg.Pool[] = [];
  const ear = listen(
    config.control,
    {
      vektra_registry: (guildId) => cache.drop(guildId),
      vektra_live: (payload) => {
        const change = JSON.parse(payload) as LiveChange;
        for (const listener of listeners) listener(change);
      },
    },
    () => cache.expireAll(),
  );

  async function placement(guildId: string): Promise<Placement> {
    const known = cache.peek(guildId) ?? (await cache.get(guildId).catch(unavailable(guildId)));
    if (known === ABSENT) throw new TenancyError('unknown_guild', guildId);
    return known;
  }

  /**
   * Runs an act where the guild is. A wrong epoch resolves anew, a fenced place is waited for, and a
   * plan that a migration made stale is made anew.
   */
  async function atPlace<T>(
    guildId: string,
    run: (place: Place, at: Placement) => Promise<T>,
  ): Promise<T> {
    const giveUpAt = now() + MOVE_WAIT_MS;
    for (let resolvedAgain = false, renewed = false; ; ) {
      const at = await placement(guildId);
      try {
        return await run({ knex: pools.app(at.region), names }, at);
      } catch (error) {
        const code = driverCode(error);
        if (isStalePlan(error) && !renewed) {
          renewed = true;
          names.renew();
          continue;
        }
        if (code === 'VK002' && now() < giveUpAt)
          await new Promise((resolve) => setTimeout(resolve, MOVE_POLL_MS));
        else if (code === 'VK001' && !resolvedAgain) resolvedAgain = true;
        else if (code === 'VK001' || code === 'VK002')
          throw new TenancyError('moving', guildId, code);
        else if (isUnreachable(error)) throw new TenancyError('unavailable', guildId, code);
        else throw error;
        cache.drop(guildId);
      }
    }
  }

  /** The durable hints after a commit. Not awaited by the act: the sweep finds what is lost here. */
  function announce(guildId: string, effects: Effects): void {
    const work = [
      wake(control, guildId, effects.dueTimes, effects.changes, now()),
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
    placement,
    control: controlDoor(control),
    regions: config.regions.map(({ key, name }) => ({ key, name })),

    async write(guildId, act) {
      const { result, effects } = await atPlace(guildId, (place, at) =>
        runWrite(place, at, now(), act),
      );
      announce(guildId, effects);
      return result;
    },

    read: (guildId, look, { snapshot = false } = {}) =>
      atPlace(guildId, (place, at) => (snapshot ? runSnapshot : runRead)(place, at, now(), look)),

    async provision(guildId, region = config.regions[0]?.key ?? '') {
      const made = await provisionGuild(
        control,
        { guildId, region, schemaVersion: TENANT_SCHEMA_VERSION, now: now() },
        async (key, epoch) => {
          await pools
            .mover(key)('guild_fence')
            .insert({ guild_id: guildId, epoch, mode: 'open', changed_at: now() })
            .onConflict('guild_id')
            .ignore();
        },
      ).catch(unavailable(guildId));
      cache.drop(guildId);
      return made;
    },

    async dueGuilds(region, limit) {
      const rows = await pools
        .app(region)('outbox_due')
        .where('due_at', '<=', now())
        .distinct('guild_id')
        .limit(limit);
      return rows.map((row) => row.guild_id);
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    jobPool() {
      const pool = openJobPool(config.control, 6);
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
          knex
            .raw('SELECT 1')
            .timeout(2_000)
            .then(
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
      await Promise.all([
        control.destroy(),
        pools.close(),
        ...jobPools.filter((pool) => !pool.ended).map((pool) => pool.end()),
      ]);
    },
  };
}

/** The registry, or a place, cannot be asked: the caller gets our error, not the driver's. */
const unavailable =
  (guildId: string) =>
  (error: unknown): never => {
    if (isUnreachable(error)) throw new TenancyError('unavailable', guildId, driverCode(error));
    throw error;
  };
