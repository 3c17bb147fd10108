import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** What test/run.ts started for all files of a run. */
export interface SharedPostgres {
  port: number;
  password: string;
}

export function getSharedPostgres(): SharedPostgres {
  const { TEST_PG_PORT, TEST_PG_PASSWORD } = process.env;
  return requireStarted(TEST_PG_PORT, TEST_PG_PASSWORD);
}

/** The one for guilds' own databases. */
export function getSharedCustomerPostgres(): SharedPostgres {
  const { TEST_OWN_PG_PORT, TEST_OWN_PG_PASSWORD } = process.env;
  return requireStarted(TEST_OWN_PG_PORT, TEST_OWN_PG_PASSWORD);
}

/** The PgBouncer in front of it, in transaction mode. */
export function getPgBouncerPort(): number {
  const { TEST_PGBOUNCER_PORT } = process.env;
  if (!TEST_PGBOUNCER_PORT) throw new Error('no test PgBouncer: run `npm test`');
  return Number(TEST_PGBOUNCER_PORT);
}

const CITUS_DATABASE_PREFIX = 'citus_';

/**
 * The nodes of the run's Citus cluster, the coordinator first; null: the run has none.
 */
export function getSharedCitus(): [SharedPostgres, ...SharedPostgres[]] | null {
  const { TEST_CITUS_PORTS, TEST_CITUS_PASSWORD: password } = process.env;
  if (!TEST_CITUS_PORTS || !password) return null;
  return TEST_CITUS_PORTS.split(',').map((port) => ({ port: Number(port), password })) as [
    SharedPostgres,
    ...SharedPostgres[],
  ];
}

/** The server that has this database: the coordinator, if it is one of Citus. */
const serverOf = (database: string): SharedPostgres =>
  (database.startsWith(CITUS_DATABASE_PREFIX) && getSharedCitus()?.[0]) || getSharedPostgres();

function requireStarted(port: string | undefined, password: string | undefined): SharedPostgres {
  if (!port || !password)
    throw new Error(
      'no test Postgres: run `npm test`, or `npm test -- --only <file>` for one file',
    );
  return { port: Number(port), password };
}

/** The view of what the sessions of a database do, on Citus of those on workers too. */
export const activityView = (database: string): string =>
  database.startsWith(CITUS_DATABASE_PREFIX) ? 'citus_stat_activity' : 'pg_stat_activity';

export const CONTROL_TEMPLATE = 'template_control';
export const REGION_TEMPLATE = 'template_region';
export const CITUS_REGION_TEMPLATE = 'template_citus_region';

/** Runs one statement as superuser. */
export async function runAsSuperuser(
  sql: string,
  database = 'postgres',
  { port, password } = serverOf(database),
): Promise<pg.QueryResult> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Runs `work` while no other test does so: roles belong to the cluster that all tests share. */
export async function withClusterLock<T>(work: () => Promise<T>): Promise<T> {
  const { port, password } = getSharedPostgres();
  const client = new pg.Client(createRoleUrl('postgres', password, port, 'postgres'));
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    return await work();
  } finally {
    await client.end();
  }
}

/** A migrated database of one's own, cloned from the run's template. @returns its name */
export async function cloneDatabase(template: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await runAsSuperuser(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return name;
}

/**
 * A region's database on the run's Citus cluster, cloned on each of its nodes: they refer to each
 * other by address, and to nothing by the database's name. @returns its name
 */
export async function cloneCitusRegion(nodes: readonly SharedPostgres[]): Promise<string> {
  const name = `${CITUS_DATABASE_PREFIX}${randomBytes(8).toString('hex')}`;
  for (const node of nodes)
    await runAsSuperuser(
      `CREATE DATABASE ${name} TEMPLATE ${CITUS_REGION_TEMPLATE} STRATEGY file_copy`,
      'postgres',
      node,
    );
  return name;
}

export const createRoleUrl = (role: string, password: string, port: number, database: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
