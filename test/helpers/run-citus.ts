import { rmSync } from 'node:fs';
import path from 'node:path';
import { startCitus } from '../../sandbox/databases/citus.ts';
import { migrateAll, parseOperatorUrl } from '../../tenancy/index.ts';
import { CITUS_REGION_TEMPLATE, runAsSuperuser } from './postgres.ts';

const PASSWORD = 'test';

/**
 * A Citus cluster for a whole run, with a migrated region to clone, where `CITUS_PG_CONFIG` names
 * the `pg_config` of a Postgres that has the extension; else none.
 * @param control the migrated control database of the run: migrations need one
 */
export async function startRunCitus(
  cache: string,
  control: string,
): Promise<{ variables: Record<string, string>; stop(): Promise<void> }> {
  const pgConfig = process.env.CITUS_PG_CONFIG;
  if (!pgConfig) return { variables: {}, stop: async () => {} };
  const folder = path.join(cache, `test-citus-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  const citus = await startCitus({ pgConfig, folder, password: PASSWORD, maxConnections: 1_000 });
  const nodes = [citus.coordinator, ...citus.workers];
  const stop = async () => {
    await citus.stop();
    for (const node of nodes) rmSync(path.dirname(node.folder), { recursive: true, force: true });
  };
  try {
    const { owner } = await citus.createRegion(CITUS_REGION_TEMPLATE);
    const reports = await migrateAll({
      control: parseOperatorUrl('CONTROL', control),
      regions: [{ key: 'citus', owner: parseOperatorUrl('OWNER', owner) }],
    });
    const failed = reports.find((report) => report.failed);
    if (failed) throw new Error(`${failed.place}: ${failed.failed?.message}`);
    for (const { port } of nodes) await freeForCloning({ port, password: PASSWORD });
    return {
      variables: {
        TEST_CITUS_PORTS: nodes.map(({ port }) => port).join(','),
        TEST_CITUS_PASSWORD: PASSWORD,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Citus keeps a process connected to each database, and what is connected to is not cloned. */
async function freeForCloning(node: { port: number; password: string }): Promise<void> {
  await runAsSuperuser(
    `ALTER DATABASE ${CITUS_REGION_TEMPLATE} ALLOW_CONNECTIONS false`,
    'postgres',
    node,
  );
  await runAsSuperuser(
    `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '${CITUS_REGION_TEMPLATE}'`,
    'postgres',
    node,
  );
}
