import { runMigrations as runJobMigrations } from 'graphile-worker';
import type { Knex } from 'knex';
import { controlMigrations, tenantMigrations } from '../../migrations/index.ts';
import type { RegionOwner, TenancyConfig } from '../config.ts';
import { openJobPool } from '../control/job-pool.ts';
import { driverCode } from '../errors.ts';
import { openPostgres } from '../pools/postgres.ts';
import type { Engine } from '../types.ts';
import { migratePlace } from './run.ts';

export interface PlaceReport {
  /** `control` or the region's key. */
  place: string;
  /** The versions applied now. */
  applied: number[];
  /** Why the place failed, for the operator; the others went on. */
  failed: { code: string; message: string } | null;
}

const LIMITS = { max: 2, statementMs: 600_000, lockMs: 60_000, acquireMs: 10_000 };

/** The newest version of the tenant schema that this code knows. */
export const TENANT_SCHEMA_VERSION = tenantMigrations.at(-1)?.version ?? 0;

/**
 * Migrates the control database (the job queue's schema too) and every region, at the same time.
 * @param onPlace is told of each place as it ends
 */
export function migrateAll(
  config: Pick<TenancyConfig, 'control'> & { regions: readonly RegionOwner[] },
  onPlace: (report: PlaceReport) => void = () => {},
): Promise<PlaceReport[]> {
  const attempt = async (place: string, work: () => Promise<number[]>): Promise<PlaceReport> => {
    const report = await work().then(
      (applied) => ({ place, applied, failed: null }),
      (error) => ({
        place,
        applied: [],
        failed: { code: driverCode(error) ?? 'unknown', message: (error as Error).message },
      }),
    );
    onPlace(report);
    return report;
  };
  return Promise.all([
    attempt('control', () => migrateControl(config.control)),
    ...config.regions.map((region) => attempt(region.key, () => migrateRegion(region))),
  ]);
}

async function migrateControl(address: TenancyConfig['control']): Promise<number[]> {
  const knex = openPostgres(address, { name: 'migrate', schema: 'public', limits: LIMITS });
  const jobs = openJobPool(address, 1);
  try {
    const applied = await migratePlace(knex, controlMigrations, {
      engine: 'postgres',
      managed: false,
    });
    await runJobMigrations({ pgPool: jobs });
    return applied;
  } finally {
    await jobs.end();
    await knex.destroy();
  }
}

async function migrateRegion(region: RegionOwner): Promise<number[]> {
  const knex = openPostgres(region.owner, { name: 'migrate', schema: 'vektra', limits: LIMITS });
  try {
    return await migratePlace(knex, tenantMigrations, { engine: 'postgres', managed: true });
  } finally {
    await knex.destroy();
  }
}

/**
 * Brings a guild's own database to the newest schema; on Postgres in a schema of its own, on MySQL in
 * the database that was given.
 * @throws TenancyError `schema_newer`
 */
export async function migrateOwn(knex: Knex, engine: Engine): Promise<number[]> {
  if (engine === 'postgres') await knex.raw('CREATE SCHEMA IF NOT EXISTS vektra');
  return migratePlace(knex, tenantMigrations, { engine, managed: false });
}
