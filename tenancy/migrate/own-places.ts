import type { Knex } from 'knex';
import { driverCode } from '../errors.ts';
import { TENANT_SCHEMA_VERSION } from './places.ts';

/** Own databases that are migrated at the same time, each on connections of its own. */
const AT_ONCE = 8;
const PAGE = 200;

/** How the migration of one own database went. */
export interface OwnMigration {
  guildId: string;
  /** Why it failed, as a code; null when it is at the newest version. */
  failed: string | null;
}

/**
 * Brings own databases that are behind to the newest schema, some at a time: what opening them would
 * do, before anybody waits for it. One that fails stops nothing, and is behind again the next time.
 * @param parts.open opens a guild's place, which migrates it
 */
export async function migrateOwnPlaces(parts: {
  control: Knex;
  open(guildId: string): Promise<void>;
  signal: AbortSignal;
  atOnce?: number;
}): Promise<OwnMigration[]> {
  const { control, open, signal, atOnce = AT_ONCE } = parts;
  const guildIds = lagging(control);
  const reports: OwnMigration[] = [];
  const lane = async () => {
    for await (const guildId of guildIds) {
      if (signal.aborted) return;
      const failed = await open(guildId).then(() => null, codeOf);
      reports.push({ guildId, failed });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return reports;
}

async function* lagging(control: Knex): AsyncGenerator<string> {
  for (let after = '0'; ; ) {
    const guildIds: string[] = await control('guilds')
      .where({ kind: 'own', state: 'active' })
      .where('schema_version', '<', TENANT_SCHEMA_VERSION)
      .where('guild_id', '>', after)
      .orderBy('guild_id')
      .limit(PAGE)
      .pluck('guild_id');
    yield* guildIds;
    const last = guildIds.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function codeOf(error: unknown): string {
  const { driverCode: detail } = error as { driverCode?: unknown };
  return typeof detail === 'string' ? detail : (driverCode(error) ?? 'unknown');
}
