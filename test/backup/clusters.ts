import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type PostgresCluster, startPostgres } from '../../sandbox/databases/postgres.ts';
import { type PostgresTools, postgresTools } from '../../sandbox/databases/postgres-programs.ts';
import {
  createControlDatabase,
  createRegionDatabase,
  regionUrls,
} from '../../sandbox/databases/setup.ts';
import { anyPort } from '../../sandbox/machine/ports.ts';
import { migrateAll, parseOperatorUrl } from '../../tenancy/index.ts';
import type { StorageUrls } from '../helpers/storage.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CACHE = path.join(ROOT, '.cache');

/** Two Postgres servers of a version that has client programs: one in use, one to restore into. */
export interface Clusters {
  used: PostgresCluster;
  spare: PostgresCluster;
  /** Runs a script of deploy/backup, with the client programs on PATH. @throws what it said */
  script(name: string, ...args: string[]): Promise<string>;
  /** Runs a client program. @throws what it said */
  client(name: string, ...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startClusters(): Promise<Clusters> {
  const programs = await postgresTools(CACHE);
  const start = async (name: string) =>
    startPostgres({
      folder: path.join(CACHE, `test-postgres-${name}-${process.pid}`),
      port: await anyPort(),
      password: 'test',
      durable: false,
      programs,
    });
  const [used, spare] = await Promise.all([start('used'), start('spare')]);
  const run = runner(programs);
  return {
    used,
    spare,
    script: (name, ...args) => run(path.join(ROOT, 'deploy/backup', name), args),
    client: (name, ...args) => run(path.join(programs.bin, name), args),
    async stop() {
      await Promise.all([used.stop(), spare.stop()]);
      for (const { folder } of [used, spare]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function runner({ bin, env }: PostgresTools) {
  return async (file: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(file, args, {
      env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  };
}

/** A migrated control database and regions of one's own. */
export async function migratedDatabases(
  cluster: PostgresCluster,
  name: string,
  regionKeys: readonly string[],
): Promise<StorageUrls> {
  const control = await createControlDatabase(cluster, `${name}_control`);
  const regions = [];
  for (const key of regionKeys) {
    const urls = await createRegionDatabase(cluster, regionDatabase(name, key));
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

const regionDatabase = (name: string, key: string) => `${name}_${key.replaceAll('-', '_')}`;

/** An empty region on the spare server, as `vektra region sql` makes it. */
export async function emptyRegion(cluster: PostgresCluster, name: string) {
  await createRegionDatabase(cluster, name);
  return { superuser: cluster.url(name), ...regionUrls(cluster, name) };
}
