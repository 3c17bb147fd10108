import { setTimeout as sleep } from 'node:timers/promises';
import { provisionGuild } from '../control/guilds.ts';
import { wakeWorkers } from '../control/wake-workers.ts';
import type { CommitEffects } from '../guild/run-transaction.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/migrate-all.ts';
import { type DeadLetterFilter, retryDeadLetters } from '../outbox/dead-letters.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { rethrowAsUnavailable } from '../tenant-access.ts';
import type { GuildReader, GuildWriter, Placement } from '../types.ts';
import type { Connections } from './connections.ts';

/** How long a mutation waits for the hooks that follow its commit. */
const HOOKS_WAIT_MS = 500;

/** The only access to guilds' rows. */
export interface TenantData {
  /**
   * Runs `mutation` in one transaction on the guild's own database: READ COMMITTED, fenced. It may
   * run again when the guild was moved meanwhile, so it has no effect outside `db`.
   * @throws TenancyError, or what the mutation throws
   */
  write<T>(guildId: string, mutation: (db: GuildWriter) => Promise<T>): Promise<T>;
  /** Runs `query` read-only. `snapshot`: all its statements see one moment. */
  read<T>(
    guildId: string,
    query: (db: GuildReader) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /** Puts dead letters back into the queue. @returns how many */
  retryDeadLetters(db: GuildWriter, filter?: DeadLetterFilter): Promise<number>;
  /** Where the guild's data is. @throws TenancyError `unknown_guild` */
  getPlacement(guildId: string): Promise<Placement>;
  /**
   * Registers a new guild and opens a region for it; repeatable. Absent `region`: the first one.
   */
  provision(guildId: string, region?: string): Promise<{ created: boolean }>;
}

/** @returns also `settle`, which waits for the wake-ups and hooks of commits that are under way */
export function createTenantData(connections: Connections): {
  tenantData: TenantData;
  settle(): Promise<void>;
} {
  const { config, options, control, regionPools, placements, tenantAccess, now } = connections;
  const pendingHooks = new Set<Promise<unknown>>();

  /** Starts the work, and reports its failure: the commit stands whatever comes of it. */
  function runInBackground(guildId: string, work: () => Promise<unknown>): Promise<unknown> {
    const pendingHook = retryOnConnectionLoss(control, work)
      .catch((error) => options.onHookFailed?.(guildId, error))
      .finally(() => pendingHooks.delete(pendingHook));
    pendingHooks.add(pendingHook);
    return pendingHook;
  }

  /**
   * What follows a commit. Nothing waits for the wake-ups: the sweep finds what is lost. For hooks
   * the mutation waits, so that who is told of the commit meets its hints; but not long, since a
   * control database that is unavailable delays no guild.
   */
  async function runAfterCommit(guildId: string, effects: CommitEffects): Promise<void> {
    runInBackground(guildId, () =>
      wakeWorkers(control, guildId, effects.dueTimes, effects.changes, now()),
    );
    if (effects.hooks.length === 0) return;
    const hooks = Promise.all(effects.hooks.map((hook) => runInBackground(guildId, hook)));
    const stopWaiting = new AbortController();
    const timeout = sleep(HOOKS_WAIT_MS, undefined, { signal: stopWaiting.signal });
    await Promise.race([hooks, timeout.catch(() => undefined)]);
    stopWaiting.abort();
  }

  const tenantData: TenantData = {
    getPlacement: tenantAccess.getPlacement,
    retryDeadLetters,

    async write(guildId, mutation) {
      const { result, effects } = await tenantAccess.write(guildId, mutation);
      await runAfterCommit(guildId, effects);
      return result;
    },

    read: (guildId, query, { snapshot = false } = {}) =>
      tenantAccess.read(guildId, query, snapshot),

    async provision(guildId, region = config.regions[0]?.key ?? '') {
      const insertFence = async (key: string, epoch: string) => {
        const mover = regionPools.mover(key);
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
      placements.drop(guildId);
      return provisioned;
    },
  };

  return {
    tenantData,
    async settle() {
      while (pendingHooks.size > 0) await Promise.all(pendingHooks);
    },
  };
}
