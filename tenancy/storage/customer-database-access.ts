import type { Knex } from 'knex';
import { touchDatabaseSecret } from '../control/database-secrets.ts';
import { clearOutage, recordOutage } from '../control/outages.ts';
import {
  ConnectionLimitError,
  CustomerDatabaseError,
  CustomerStatementError,
  type createCustomerPools,
  publicCode,
  toCustomerDatabaseCode,
} from '../customer-database/index.ts';
import { getDriverCode, isDeadlock, TenancyError } from '../errors.ts';
import { migrateCustomerDatabase, TENANT_SCHEMA_VERSION } from '../migrate/migrate-all.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { type SecretStore, SecretStoreError } from '../secrets/index.ts';
import type { Placement } from '../types.ts';
import { loadCustomerDatabase } from './load-customer-database.ts';

/** An outage is written down at most so often, per guild and process. */
const RECORD_INTERVAL_MS = 30_000;
/** Codes that the guard functions of migration 011 raise. */
const FENCE_CODES: ReadonlySet<string | null> = new Set(['VK001', 'VK002']);

/** Guilds' own databases, as tenant access uses them. */
export interface CustomerDatabaseAccess {
  /**
   * Runs `work` on the guild's own database, whose schema is the newest one then, or that of a
   * newer Vektra: during a deploy two versions run side by side, and migrations leave the version
   * before to work.
   * @throws TenancyError `unavailable`; what `work` throws, unless the database did
   */
  run<T>(placement: Placement, work: (knex: Knex) => Promise<T>): Promise<T>;
}

export function createCustomerDatabaseAccess(deps: {
  pools: ReturnType<typeof createCustomerPools>;
  secrets: SecretStore;
  control: Knex;
  now: () => number;
}): CustomerDatabaseAccess {
  const { pools, secrets, control, now } = deps;
  const migrating = new Map<string, Promise<void>>();
  /** When each guild's outage was last written down. */
  const recordedAtByGuild = new Map<string, number>();

  async function migrateIfBehind(
    { guildId, engine, schemaVersion }: Placement,
    knex: Knex,
  ): Promise<void> {
    if (schemaVersion >= TENANT_SCHEMA_VERSION) return;
    const runningMigration = migrating.get(guildId);
    if (runningMigration) return runningMigration;
    // A migration resumes where a run that was cut off has ended.
    const migration = retryOnConnectionLoss(knex, () => migrateCustomerDatabase(knex, engine))
      .catch((error) => {
        // Newer than the registry was when it was read: a newer process has been here meanwhile.
        if (!(error instanceof TenancyError && error.code === 'schema_newer')) throw error;
      })
      .then(() =>
        retryOnConnectionLoss(control, async () => {
          await control('guilds')
            .where('guild_id', guildId)
            .where('schema_version', '<', TENANT_SCHEMA_VERSION)
            .update({ schema_version: TENANT_SCHEMA_VERSION });
        }),
      )
      .finally(() => migrating.delete(guildId));
    migrating.set(guildId, migration);
    return migration;
  }

  function toUnavailableError(guildId: string, secretRef: string, code: string): TenancyError {
    const lastRecordedAt = recordedAtByGuild.get(guildId) ?? 0;
    if (now() - lastRecordedAt >= RECORD_INTERVAL_MS) {
      recordedAtByGuild.set(guildId, now());
      // A hint for people; whoever looks finds out for themselves whether it answers.
      const outage = { guildId, secretRef, code, now: now() };
      retryOnConnectionLoss(control, () => recordOutage(control, outage)).catch(() =>
        recordedAtByGuild.delete(guildId),
      );
    }
    return new TenancyError('unavailable', guildId, code);
  }

  /** Work that began before the failure does not say that the database is back. */
  function clearOutageIfRecorded(guildId: string, beganAt: number): void {
    const recordedAt = recordedAtByGuild.get(guildId);
    if (recordedAt === undefined || recordedAt > beganAt) return;
    recordedAtByGuild.delete(guildId);
    // What is not cleared here, a worker's probe clears.
    retryOnConnectionLoss(control, () => clearOutage(control, guildId, beganAt)).catch(() => {});
  }

  return {
    async run(placement, work) {
      const { guildId, secret } = placement;
      if (!secret) throw new TenancyError('unavailable', guildId, 'no_secret');
      const key = { guildId, secretRef: secret.ref, secretVersion: secret.version };
      const load = async () => {
        const database = await loadCustomerDatabase(secrets, secret);
        touchDatabaseSecret(control, secret.ref, now()).catch(() => {});
        return database;
      };
      const beganAt = now();
      try {
        const result = await pools.use(key, load, async (knex) => {
          await migrateIfBehind(placement, knex);
          return work(knex);
        });
        clearOutageIfRecorded(guildId, beganAt);
        return result;
      } catch (error) {
        if (error instanceof CustomerDatabaseError)
          throw toUnavailableError(guildId, secret.ref, publicCode(error));
        if (error instanceof ConnectionLimitError)
          throw new TenancyError('unavailable', guildId, 'busy');
        if (error instanceof SecretStoreError)
          throw new TenancyError('unavailable', guildId, `secret_${error.code}`);
        if (!(error instanceof CustomerStatementError)) throw error;
        if (FENCE_CODES.has(getDriverCode(error)) || isDeadlock(error)) throw error;
        throw toUnavailableError(
          guildId,
          secret.ref,
          toCustomerDatabaseCode({ ...(error as object) }),
        );
      }
    },
  };
}
