import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type PostgresCluster, startPostgres } from '../../sandbox/databases/postgres.ts';
import {
  findPostgresTools,
  type PostgresTools,
} from '../../sandbox/databases/postgres-programs.ts';
import {
  createControlDatabase,
  createRegionDatabase,
  createRegionUrls,
} from '../../sandbox/databases/setup.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { migrateAll, parseOperatorUrl } from '../../tenancy/index.ts';
import type { DatabaseUrls } from '../helpers/databases.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CACHE = path.join(ROOT, '.cache');

/** Two Postgres servers of a version that has client programs: one in use, one to restore into. */
export interface Clusters {
  active: PostgresCluster;
  spare: PostgresCluster;
  /** Runs a script of deploy/backup, with the client programs on PATH. @throws what it said */
  script(name: string, ...args: string[]): Promise<string>;
  /** Runs a client program. @throws what it said */
  client(name: string, ...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startClusters(): Promise<Clusters> {
  const programs = await findPostgresTools(CACHE);
  const start = async (name: string) =>
    startPostgres({
      folder: path.join(CACHE, `test-postgres-${name}-${process.pid}`),
      port: await findEphemeralPort(),
      password: 'test',
      isDurable: false,
      programs,
    });
  const [active, spare] = await Promise.all([start('used'), start('spare')]);
  const run = createRunner(programs);
  return {
    active,
    spare,
    script: (name, ...args) => run(path.join(ROOT, 'deploy/backup', name), args),
    client: (name, ...args) => run(path.join(programs.bin, name), args),
    async stop() {
      await Promise.all([active.stop(), spare.stop()]);
      for (const { folder } of [active, spare]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createRunner({ bin, env }: PostgresTools) {
  return async (file: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(file, args, {
      env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
}

/** A migrated control database and regions of one's own. */
export async function createMigratedDatabases(
  cluster: PostgresCluster,
  name: string,
  regionKeys: readonly string[],
): Promise<DatabaseUrls> {
  const control = await createControlDatabase(cluster, `${name}_control`);
  const regions = [];
  for (const key of regionKeys) {
    const urls = await createRegionDatabase(cluster, regionDatabaseName(name, key));
    regions.push({ key, name: key, ...urls });
  }
  const reports = await migrateAll({
    control: parseOperatorUrl('CONTROL', control),
    regions: regions.map(({ key, owner }) => ({ key, owner: parseOperatorUrl('OWNER', owner) })),
  });
  const failed = reports.find((report) => report.failed);
  if (failed) throw new Error(`${failed.place}: ${failed.failed?.message}`);
  return { control, regions };
}

const regionDatabaseName = (name: string, key: string) => `${name}_${key.replaceAll('-', '_')}`;

/** An empty region on the spare server, as `vektra region sql` makes it. */
export async function createEmptyRegion(cluster: PostgresCluster, name: string) {
  await createRegionDatabase(cluster, name);
  return { superuser: cluster.url(name), ...createRegionUrls(cluster, name) };
}
