import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../../sandbox/databases/certificates.ts';
import { type PostgresCluster, startPostgres } from '../../sandbox/databases/postgres.ts';
import { createControlDatabase, createRegionDatabase } from '../../sandbox/databases/setup.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { migrateAll, parseOperatorUrl } from '../../tenancy/index.ts';
import { CONTROL_TEMPLATE, REGION_TEMPLATE } from './postgres.ts';

const PASSWORD = 'test';
const TEST_SETTINGS = {
  autovacuum: 'off',
  jit: 'off',
  scram_iterations: '1',
};

/**
 * One Postgres for a whole run, with migrated databases to clone. What a killed run left is removed
 * first.
 */
export async function startRunPostgres(
  cache: string,
  tls?: Certificate,
): Promise<{ cluster: PostgresCluster; variables: Record<string, string>; stop(): Promise<void> }> {
  const folder = path.join(cache, `test-postgres-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  const cluster = await startPostgres({
    folder,
    port: await findEphemeralPort(),
    password: PASSWORD,
    isDurable: false,
    settings: { max_connections: '1000', ...TEST_SETTINGS },
    ...(tls ? { tls } : {}),
  });
  await cluster.run(`ALTER ROLE postgres PASSWORD '${PASSWORD}'`);
  const control = await createControlDatabase(cluster, CONTROL_TEMPLATE);
  const region = await createRegionDatabase(cluster, REGION_TEMPLATE);
  const reports = await migrateAll({
    control: parseOperatorUrl('CONTROL', control),
    regions: [{ key: 'template', owner: parseOperatorUrl('OWNER', region.owner) }],
  });
  const failed = reports.find((report) => report.failed);
  if (failed) throw new Error(`${failed.place}: ${failed.failed?.message}`);
  return {
    cluster,
    variables: { TEST_PG_PORT: String(cluster.port), TEST_PG_PASSWORD: PASSWORD },
    async stop() {
      await cluster.stop();
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}
