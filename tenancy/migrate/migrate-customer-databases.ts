import type { Knex } from 'knex';
import { getDriverCode } from '../errors.ts';
import { TENANT_SCHEMA_VERSION } from './migrate-all.ts';

/** Customer databases that are migrated at the same time, each on connections of its own. */
const DEFAULT_CONCURRENCY = 8;
const PAGE_SIZE = 200;

/** How the migration of one own database went. */
export interface CustomerDatabaseMigration {
  guildId: string;
  /** Why it failed, as a code; null when it is at the newest version. */
  failed: string | null;
}

/**
 * Brings customer databases that are behind to the newest schema, some at a time: what opening them
 * would do, before anybody waits for it. One that fails stops nothing, and is behind again the next
 * time.
 * @param deps.open opens a guild's database, which migrates it
 */
export async function migrateCustomerDatabases(deps: {
  control: Knex;
  open(guildId: string): Promise<void>;
  signal: AbortSignal;
  concurrency?: number;
}): Promise<CustomerDatabaseMigration[]> {
  const { control, open, signal, concurrency = DEFAULT_CONCURRENCY } = deps;
  const guildIds = listOutdatedGuildIds(control);
  const reports: CustomerDatabaseMigration[] = [];
  const migrateNext = async () => {
    for await (const guildId of guildIds) {
      if (signal.aborted) return;
      const failed = await open(guildId).then(() => null, toFailureCode);
      reports.push({ guildId, failed });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, migrateNext));
  return reports;
}

async function* listOutdatedGuildIds(control: Knex): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const guildIds: string[] = await control('guilds')
      .where({ kind: 'own', state: 'active' })
      .where('schema_version', '<', TENANT_SCHEMA_VERSION)
      .where('guild_id', '>', after)
      .orderBy('guild_id')
      .limit(PAGE_SIZE)
      .pluck('guild_id');
    yield* guildIds;
    const last = guildIds.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function toFailureCode(error: unknown): string {
  const { driverCode: detail } = error as { driverCode?: unknown };
  return typeof detail === 'string' ? detail : (getDriverCode(error) ?? 'unknown');
}
