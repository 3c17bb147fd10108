import { regionBootstrapSql } from '../../tenancy/index.ts';
import type { PostgresCluster } from './postgres.ts';

/** Of a region's three roles. */
export const ROLE_PASSWORD = 'local';

/** A Postgres on which databases can be made. */
type SqlCluster = Pick<PostgresCluster, 'port' | 'url' | 'run'>;

/** Makes the control database, once. @returns its URL */
export async function createControlDatabase(
  cluster: SqlCluster,
  database: string,
): Promise<string> {
  await createDatabase(cluster, database);
  return cluster.url(database);
}

/** Makes a region's database with its three roles, once. @returns the settings of a region */
export async function createRegionDatabase(
  cluster: SqlCluster,
  database: string,
): Promise<{ app: string; owner: string; mover: string }> {
  await createDatabase(cluster, database);
  await cluster.run(
    regionBootstrapSql(database, {
      owner: ROLE_PASSWORD,
      app: ROLE_PASSWORD,
      mover: ROLE_PASSWORD,
    }),
    database,
  );
  return createRegionUrls(cluster, database);
}

/** The URLs of a region's three roles. */
export function createRegionUrls(cluster: SqlCluster, database: string) {
  const url = (role: string) =>
    `postgres://vektra_${role}:${ROLE_PASSWORD}@127.0.0.1:${cluster.port}/${database}?sslmode=disable`;
  return { app: url('app'), owner: url('owner'), mover: url('mover') };
}

async function createDatabase(cluster: SqlCluster, database: string): Promise<void> {
  try {
    await cluster.run(`CREATE DATABASE "${database}"`);
  } catch (error) {
    const DUPLICATE_DATABASE = '42P04';
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  }
}
