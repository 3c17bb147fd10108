import { rmSync } from 'node:fs';
import path from 'node:path';
import { findPostgresPrograms } from '../../sandbox/databases/binaries.ts';
import { CONTROL_TEMPLATE } from '../helpers/postgres.ts';
import { startRunCitus } from '../helpers/run-citus.ts';
import { startRunPostgres } from '../helpers/run-postgres.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const CACHE = path.join(ROOT, '.cache');

/**
 * A Postgres of this process's own, with the migrated databases that tests clone; and a Citus cluster
 * where `CITUS_PG_CONFIG` is set.
 */
export async function startLocalPostgres(): Promise<{ stop(): Promise<void> }> {
  const { cluster, variables, stop } = await startRunPostgres(CACHE);
  const citus = await startRunCitus(CACHE, cluster.url(CONTROL_TEMPLATE)).catch(async (error) => {
    await stop();
    throw error;
  });
  Object.assign(process.env, variables, citus.variables);
  return {
    async stop() {
      await Promise.all([stop(), citus.stop()]);
      // Where root's Postgres could not enter the project's folder, its data is elsewhere.
      const folder = path.join(CACHE, `test-postgres-${process.pid}`);
      rmSync((await findPostgresPrograms()).dataRoot(folder), { recursive: true, force: true });
    },
  };
}
