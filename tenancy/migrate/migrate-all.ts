import { runMigrations as runJobMigrations } from 'graphile-worker';
import type { Knex } from 'knex';
import { controlMigrations, type Migration, tenantMigrations } from '../../migrations/index.ts';
import type { RegionOwnerConfig, TenancyConfig } from '../config.ts';
import { createJobPool } from '../control/job-pool.ts';
import { getDriverCode } from '../errors.ts';
import { createPostgresKnex } from '../pools/postgres.ts';
import type { Engine } from '../types.ts';
import { distributeTables } from './distribute-tables.ts';
import type { LockWait } from './lock-wait.ts';
import { createCustomerSchema } from './migrate-postgres.ts';
import { migrateSchema } from './migrate-schema.ts';

export interface PlacementReport {
  /** `control` or the region's key. */
  place: string;
  /** The versions applied now. */
  applied: number[];
  /** Why the migration failed, for the operator; the others continued. */
  failed: { code: string; message: string } | null;
}

const MIGRATION_POOL_LIMITS = { max: 2, statementMs: 600_000, lockMs: 60_000, acquireMs: 10_000 };

/** A pause is longer than an attempt, so that operations that queued behind it complete first. */
const LOCK_WAIT: LockWait = { attemptMs: 2_000, pauseMs: 5_000, totalMs: 300_000 };

/** The newest version of the tenant schema that this code knows. */
export const TENANT_SCHEMA_VERSION = tenantMigrations.at(-1)?.version ?? 0;

/**
 * Migrates the control database (the job queue's schema too) and every region, at the same time.
 * @param onReport is called for each database when its migration has ended
 */
export function migrateAll(
  config: Pick<TenancyConfig, 'control'> & { regions: readonly RegionOwnerConfig[] },
  onReport: (report: PlacementReport) => void = () => {},
): Promise<PlacementReport[]> {
  const attempt = async (
    place: string,
    work: () => Promise<number[]>,
  ): Promise<PlacementReport> => {
    const report = await work().then(
      (applied) => ({ place, applied, failed: null }),
      (error) => ({
        place,
        applied: [],
        failed: { code: getDriverCode(error) ?? 'unknown', message: (error as Error).message },
      }),
    );
    onReport(report);
    return report;
  };
  return Promise.all([
    attempt('control', () => migrateControl(config.control)),
    ...config.regions.map((region) => attempt(region.key, () => migrateRegion(region))),
  ]);
}

async function migrateControl(address: TenancyConfig['control']): Promise<number[]> {
  const knex = createPostgresKnex(address, {
    name: 'migrate',
    schema: 'public',
    limits: MIGRATION_POOL_LIMITS,
  });
  const jobPool = createJobPool(address, 1);
  try {
    const target = { engine: 'postgres', managed: false } as const;
    const applied = await migrateSchema(knex, controlMigrations, target, LOCK_WAIT);
    await runJobMigrations({ pgPool: jobPool });
    return applied;
  } finally {
    await jobPool.end();
    await knex.destroy();
  }
}

async function migrateRegion(region: RegionOwnerConfig): Promise<number[]> {
  const knex = createPostgresKnex(region.owner, {
    name: 'migrate',
    schema: 'vektra',
    limits: MIGRATION_POOL_LIMITS,
  });
  try {
    const target = { engine: 'postgres', managed: true } as const;
    const applied = await migrateSchema(knex, tenantMigrations, target, LOCK_WAIT);
    await distributeTables(knex, LOCK_WAIT);
    return applied;
  } finally {
    await knex.destroy();
  }
}

/**
 * Brings a customer database to the newest schema; on Postgres in a schema of its own, on MySQL in
 * the database that was given.
 * @throws TenancyError `schema_newer`; the driver's error, also when a table stays locked
 */
export async function migrateCustomerDatabase(
  knex: Knex,
  engine: Engine,
  migrations: readonly Migration[] = tenantMigrations,
): Promise<number[]> {
  if (engine === 'postgres') await createCustomerSchema(knex);
  return migrateSchema(knex, migrations, { engine, managed: false });
}
