import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { findEphemeralPort } from '../machine/ports.ts';
import { runnablePrograms } from './binaries.ts';
import { type PostgresCluster, startPostgres } from './postgres.ts';
import { SUPERUSER } from './postgres-data.ts';
import { createRegionDatabase, ROLE_PASSWORD } from './setup.ts';

const WORKER_COUNT = 2;
/** Enough for each worker to have some; each table is created so many times. */
const SHARD_COUNT = 8;
const ROLES = ['vektra_owner', 'vektra_app', 'vektra_mover'];

/** A Citus cluster on loopback: a coordinator, which clients connect to, and workers. */
export interface CitusCluster {
  coordinator: PostgresCluster;
  workers: readonly PostgresCluster[];
  /** Makes a region's database on every node, as docs/operating.md says. @returns its settings */
  createRegion(database: string): Promise<{ app: string; owner: string; mover: string }>;
  stop(): Promise<void>;
}

/**
 * Starts a real Citus cluster, its data in `folder`.
 * @param options.pgConfig the `pg_config` of a Postgres that has the extension
 */
export async function startCitus(options: {
  pgConfig: string;
  folder: string;
  password: string;
  maxConnections: number;
}): Promise<CitusCluster> {
  const bin = execFileSync(options.pgConfig, ['--bindir'], { encoding: 'utf8' }).trim();
  const programs = runnablePrograms({ home: path.dirname(bin), bin, name: 'vektra-citus' });
  const startNode = async (name: string): Promise<PostgresCluster> =>
    startPostgres({
      folder: path.join(options.folder, name),
      port: await findEphemeralPort(),
      password: options.password,
      isDurable: false,
      programs,
      settings: {
        max_connections: String(options.maxConnections),
        shared_preload_libraries: 'citus',
        wal_level: 'logical',
        'citus.node_conninfo': 'sslmode=disable',
        'citus.shard_count': String(SHARD_COUNT),
        'citus.enable_statistics_collection': 'off',
      },
    });
  const nodes: PostgresCluster[] = [];
  const stop = async () => void (await Promise.all(nodes.map((node) => node.stop())));
  try {
    for (const name of [
      'coordinator',
      ...Array.from({ length: WORKER_COUNT }, (_, n) => `worker-${n}`),
    ])
      nodes.push(await startNode(name));
  } catch (error) {
    await stop();
    throw error;
  }
  const [coordinator, ...workers] = nodes as [PostgresCluster, ...PostgresCluster[]];

  return {
    coordinator,
    workers,
    stop,
    async createRegion(database) {
      const addLogin = (node: PostgresCluster, role: string, password: string) =>
        node.run(
          `INSERT INTO pg_dist_authinfo VALUES (0, '${role}', 'password=${password}')`,
          database,
        );
      for (const node of nodes) {
        await node.run(`CREATE DATABASE "${database}"`);
        await node.run('CREATE EXTENSION citus', database);
        await addLogin(node, SUPERUSER, options.password);
      }
      await coordinator.run(
        `SELECT citus_set_coordinator_host('127.0.0.1', ${coordinator.port})`,
        database,
      );
      for (const { port } of workers)
        await coordinator.run(`SELECT citus_add_node('127.0.0.1', ${port})`, database);
      const region = await createRegionDatabase(coordinator, database);
      for (const node of nodes) for (const role of ROLES) await addLogin(node, role, ROLE_PASSWORD);
      return region;
    },
  };
}
