import type { Knex } from 'knex';
import { openOutages } from '../control/outages.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/places.ts';
import type { OwnPools } from '../own/index.ts';
import type { Engine, Row } from '../types.ts';

const ASK_MS = 2_000;
const LIMIT = 200;

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
export interface OwnPlaceStatus {
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
export interface LaggingPlace {
  place: string;
  name: string | null;
  version: number;
  newest: number;
  problem: string | null;
}

interface Parts {
  control: Knex;
  regions: readonly { key: string; name: string }[];
  app(region: string): Knex;
  pools: OwnPools;
}

export async function clusterStatus({ control, regions, app }: Parts): Promise<ClusterStatus[]> {
  const counts: Row[] = await control('guilds')
    .where('kind', 'managed')
    .groupBy('region')
    .select('region')
    .count({ n: '*' });
  const guilds = new Map(counts.map(({ region, n }) => [region, Number(n)]));
  return Promise.all(
    regions.map(async ({ key, name }) => {
      const knex = app(key);
      const from = performance.now();
      const answered = await knex
        .raw('SELECT 1')
        .timeout(ASK_MS)
        .then(
          () => true,
          () => false,
        );
      const latencyMs = answered ? Math.round((performance.now() - from) * 10) / 10 : null;
      const { pool } = knex.client;
      return {
        key,
        name,
        latencyMs,
        pool: { used: pool.numUsed(), open: pool.numUsed() + pool.numFree(), max: pool.max },
        schemaVersion: answered ? await schemaOf(knex) : null,
        guilds: guilds.get(key) ?? 0,
      };
    }),
  );
}

async function schemaOf(knex: Knex): Promise<number | null> {
  const row = await knex('schema_ledger')
    .whereNotNull('applied_at')
    .max({ version: 'version' })
    .first();
  return row?.version ?? null;
}

export async function ownPlaceStatus({ control, pools }: Parts): Promise<OwnPlaceStatus[]> {
  const outages = new Map((await openOutages(control, LIMIT)).map((each) => [each.guildId, each]));
  const known = new Map(pools.status().map((status) => [status.guildId, status]));
  const guildIds = [...new Set([...outages.keys(), ...known.keys()])].slice(0, LIMIT);
  const rows: Row[] = await control('guilds as g')
    .leftJoin('guild_profiles as p', 'p.guild_id', 'g.guild_id')
    .whereIn('g.guild_id', guildIds)
    .where('g.kind', 'own')
    .orderBy('g.guild_id')
    .select('g.guild_id', 'g.engine', 'g.schema_version', 'p.name');
  return rows.map((row) => {
    const pool = known.get(row.guild_id);
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
export async function laggingPlaces(parts: Parts): Promise<LaggingPlace[]> {
  const newest = TENANT_SCHEMA_VERSION;
  const [clusters, own] = await Promise.all([
    clusterStatus(parts),
    parts
      .control('guilds as g')
      .leftJoin('guild_profiles as p', 'p.guild_id', 'g.guild_id')
      .leftJoin('own_outages as o', 'o.guild_id', 'g.guild_id')
      .where('g.kind', 'own')
      .where('g.schema_version', '<', newest)
      .orderBy('g.guild_id')
      .limit(LIMIT)
      .select('g.guild_id', 'g.schema_version', 'p.name', 'o.code') as Promise<Row[]>,
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
    ...own.map((row) => ({
      place: row.guild_id,
      name: row.name,
      version: row.schema_version,
      newest,
      problem: row.code,
    })),
  ];
}
