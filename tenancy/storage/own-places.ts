import type { Knex } from 'knex';
import { touchDatabaseSecret } from '../control/database-secrets.ts';
import { endOutage, noteOutage } from '../control/outages.ts';
import { driverCode, isDeadlock, TenancyError } from '../errors.ts';
import { migrateOwn, TENANT_SCHEMA_VERSION } from '../migrate/places.ts';
import { codeOf, type createOwnPools, OwnDatabaseError, publicCode } from '../own/index.ts';
import { retryLost } from '../pools/retry-lost.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Placement } from '../types.ts';
import { loadSecret } from './secret.ts';

/** An outage is written down at most so often, per guild and process. */
const NOTED_EVERY_MS = 30_000;
/** Refusals of the door itself; see migration 011. */
const DOOR_CODES: ReadonlySet<string | null> = new Set(['VK001', 'VK002']);

/** Guilds' own databases, as the door enters them. */
export interface OwnPlaces {
  /**
   * Runs `work` on the guild's own database, whose schema is the newest one then, or that of a newer
   * Vektra: during a deploy two versions run side by side, and migrations leave the version before to work.
   * @throws TenancyError `unavailable`; what `work` throws, unless the database did
   */
  run<T>(at: Placement, work: (knex: Knex) => Promise<T>): Promise<T>;
}

export function ownPlaces(parts: {
  pools: ReturnType<typeof createOwnPools>;
  secrets: SecretStore;
  control: Knex;
  now: () => number;
}): OwnPlaces {
  const { pools, secrets, control, now } = parts;
  const migrating = new Map<string, Promise<void>>();
  /** When each guild's outage was last written down. */
  const noted = new Map<string, number>();

  async function bringUp({ guildId, engine, schemaVersion }: Placement, knex: Knex): Promise<void> {
    if (schemaVersion >= TENANT_SCHEMA_VERSION) return;
    const running = migrating.get(guildId);
    if (running) return running;
    // A migration resumes where a run that was cut off has ended.
    const work = retryLost(knex, () => migrateOwn(knex, engine))
      .catch((error) => {
        // Newer than the registry was when it was read: a newer process has been here meanwhile.
        if (!(error instanceof TenancyError && error.code === 'schema_newer')) throw error;
      })
      .then(() =>
        retryLost(control, async () => {
          await control('guilds')
            .where('guild_id', guildId)
            .where('schema_version', '<', TENANT_SCHEMA_VERSION)
            .update({ schema_version: TENANT_SCHEMA_VERSION });
        }),
      )
      .finally(() => migrating.delete(guildId));
    migrating.set(guildId, work);
    return work;
  }

  function away(guildId: string, secretRef: string, code: string): TenancyError {
    const last = noted.get(guildId) ?? 0;
    if (now() - last >= NOTED_EVERY_MS) {
      noted.set(guildId, now());
      // A hint for people; whoever looks finds out for themselves whether it answers.
      const outage = { guildId, secretRef, code, now: now() };
      retryLost(control, () => noteOutage(control, outage)).catch(() => noted.delete(guildId));
    }
    return new TenancyError('unavailable', guildId, code);
  }

  function well(guildId: string): void {
    if (noted.delete(guildId))
      retryLost(control, () => endOutage(control, guildId)).catch(() => {});
  }

  return {
    async run(at, work) {
      const { guildId, secret } = at;
      if (!secret) throw new TenancyError('unavailable', guildId, 'no_secret');
      const key = { guildId, secretRef: secret.ref, secretVersion: secret.version };
      const load = async () => {
        const database = await loadSecret(secrets, secret);
        touchDatabaseSecret(control, secret.ref, now()).catch(() => {});
        return database;
      };
      try {
        const result = await pools.use(key, load, async (knex) => {
          await bringUp(at, knex);
          return work(knex);
        });
        well(guildId);
        return result;
      } catch (error) {
        const { name } = error as { name?: unknown };
        if (error instanceof OwnDatabaseError) throw away(guildId, secret.ref, publicCode(error));
        if (name === 'OwnBusyError') throw new TenancyError('unavailable', guildId, 'busy');
        if (name === 'SecretStoreError')
          throw new TenancyError('unavailable', guildId, `secret_${driverCode(error)}`);
        if (name !== 'OwnStatementError') throw error;
        if (DOOR_CODES.has(driverCode(error)) || isDeadlock(error)) throw error;
        throw away(guildId, secret.ref, codeOf({ ...(error as object) }));
      }
    },
  };
}
