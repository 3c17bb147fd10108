import type { Knex } from 'knex';
import { listOutages } from '../control/outages.ts';
import type { CustomerPools } from '../customer-database/index.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/migrate-all.ts';
import type { DatabaseRow, Engine } from '../types.ts';

const TIMEOUT_MS = 2_000;
const MAX_RESULTS = 200;

/** A region's cluster, as this process sees it. */
export interface ClusterStatus {
  key: string;
  name: string;
  /** Round trip of a statement, ms; null while it does not answer. */
  latencyMs: number | null;
  pool: { used: number; open: number; max: number };
  schemaVersion: number | null;
  guilds: number;
}

/** An own database that this process has a pool for, or that is known to be away. */
export interface CustomerDatabaseStatus {
  guildId: string;
  guildName: string | null;
  engine: Engine;
  schemaVersion: number;
  sockets: number;
  breaker: 'closed' | 'open' | 'half_open';
  latencyMs: number | null;
  outage: { since: number; code: string } | null;
}

/** A place whose schema is not the newest one. */
export interface OutdatedPlacement {
  place: string;
  name: string | null;
  version: number;
  newest: number;
  problem: string | null;
}

interface Deps {
  control: Knex;
  regions: readonly { key: string; name: string }[];
  app(region: string): Knex;
  pools: CustomerPools;
}

export async function readClusterStatus({ control, regions, app }: Deps): Promise<ClusterStatus[]> {
  const counts: DatabaseRow[] = await control('guilds')
    .where('kind', 'managed')
    .groupBy('region')
    .select('region')
    .count({ n: '*' });
  const guilds = new Map(counts.map(({ region, n }) => [region, Number(n)]));
  return Promise.all(
    regions.map(async ({ key, name }) => {
      const knex = app(key);
      const startedAt = performance.now();
      const hasAnswered = await knex
        .raw('SELECT 1')
        .timeout(TIMEOUT_MS)
        .then(
          () => true,
          () => false,
        );
      const latencyMs = hasAnswered ? Math.round((performance.now() - startedAt) * 10) / 10 : null;
      const { pool } = knex.client;
      return {
        key,
        name,
        latencyMs,
        pool: { used: pool.numUsed(), open: pool.numUsed() + pool.numFree(), max: pool.max },
        schemaVersion: hasAnswered ? await readSchemaVersion(knex) : null,
        guilds: guilds.get(key) ?? 0,
      };
    }),
  );
}

async function readSchemaVersion(knex: Knex): Promise<number | null> {
  const row = await knex('schema_ledger')
    .whereNotNull('applied_at')
    .max({ version: 'version' })
    .first();
  return row?.version ?? null;
}

export async function readCustomerDatabaseStatus({
  control,
  pools,
}: Deps): Promise<CustomerDatabaseStatus[]> {
  const outages = new Map(
    (await listOutages(control, MAX_RESULTS)).map((each) => [each.guildId, each]),
  );
  const statusByGuild = new Map(pools.status().map((status) => [status.guildId, status]));
  const guildIds = [...new Set([...outages.keys(), ...statusByGuild.keys()])].slice(0, MAX_RESULTS);
  const rows: DatabaseRow[] = await control('guilds as g')
    .leftJoin('guild_profiles as p', 'p.guild_id', 'g.guild_id')
    .whereIn('g.guild_id', guildIds)
    .where('g.kind', 'own')
    .orderBy('g.guild_id')
    .select('g.guild_id', 'g.engine', 'g.schema_version', 'p.name');
  return rows.map((row) => {
    const pool = statusByGuild.get(row.guild_id);
    const outage = outages.get(row.guild_id);
    return {
      guildId: row.guild_id,
      guildName: row.name,
      engine: row.engine,
      schemaVersion: row.schema_version,
      sockets: pool?.sockets ?? 0,
      breaker: pool?.breaker.state ?? 'closed',
      latencyMs: pool?.latencyMs ?? null,
      outage: outage ? { since: outage.since, code: outage.code } : null,
    };
  });
}

/** Regions and own databases behind the newest schema, and why, as far as is known. */
export async function listOutdatedPlacements(deps: Deps): Promise<OutdatedPlacement[]> {
  const newest = TENANT_SCHEMA_VERSION;
  const [clusters, customerRows] = await Promise.all([
    readClusterStatus(deps),
    deps
      .control('guilds as g')
      .leftJoin('guild_profiles as p', 'p.guild_id', 'g.guild_id')
      .leftJoin('own_outages as o', 'o.guild_id', 'g.guild_id')
      .where('g.kind', 'own')
      .where('g.schema_version', '<', newest)
      .orderBy('g.guild_id')
      .limit(MAX_RESULTS)
      .select('g.guild_id', 'g.schema_version', 'p.name', 'o.code') as Promise<DatabaseRow[]>,
  ]);
  return [
    ...clusters
      .filter(({ schemaVersion }) => schemaVersion !== newest)
      .map(({ key, name, schemaVersion }) => ({
        place: key,
        name,
        version: schemaVersion ?? 0,
        newest,
        problem: schemaVersion === null ? 'ADDRESS' : null,
      })),
    ...customerRows.map((row) => ({
      place: row.guild_id,
      name: row.name,
      version: row.schema_version,
      newest,
      problem: row.code,
    })),
  ];
}
