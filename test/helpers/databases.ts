import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import { createControlDatabase, createRegionDatabase } from '../../sandbox/databases/setup.ts';
import { startLocalVault } from '../../sandbox/vault/index.ts';
import {
  createSecretStore,
  createTenancy,
  parseOperatorUrl,
  type SecretStore,
  type Tenancy,
} from '../../tenancy/index.ts';
import { addFileFolders } from './file-folders.ts';
import {
  CONTROL_TEMPLATE,
  cloneCitusRegion,
  cloneDatabase,
  createRoleUrl,
  getSharedCitus,
  getSharedPostgres,
  REGION_TEMPLATE,
  runAsSuperuser,
  withClusterLock,
} from './postgres.ts';

export interface DatabaseUrls {
  control: string;
  regions: { key: string; name: string; app: string; owner: string; mover: string }[];
}

type Teardown = Pick<ExecutionContext, 'teardown'>;

const shared = new Map<string, Promise<DatabaseUrls>>();

/**
 * The control database and one per region. Tests of one file share them, each with guilds of its
 * own; `own` gives fresh ones, for tests that run workers. They go with the run's Postgres.
 */
export function testDatabases(
  regionKeys: readonly string[] = ['eu-uk'],
  { own = false } = {},
): Promise<DatabaseUrls> {
  const key = regionKeys.join(',');
  const known = own ? undefined : shared.get(key);
  if (known) return known;
  const databases = createDatabases(regionKeys);
  if (!own) shared.set(key, databases);
  return databases;
}

async function createDatabases(regionKeys: readonly string[]): Promise<DatabaseUrls> {
  const { port, password } = getSharedPostgres();
  const control = await cloneDatabase(CONTROL_TEMPLATE);
  const regions = [];
  for (const key of regionKeys) {
    const { name, regionPort } = await cloneRegion(key);
    const url = (role: string) => createRoleUrl(`vektra_${role}`, 'local', regionPort, name);
    regions.push({ key, name: key, app: url('app'), owner: url('owner'), mover: url('mover') });
  }
  return { control: createRoleUrl('postgres', password, port, control), regions };
}

/** In a run with a Citus cluster it has the first region, or those that `CITUS_REGIONS` names. */
async function cloneRegion(key: string): Promise<{ name: string; regionPort: number }> {
  const citusKeys = (process.env.CITUS_REGIONS ?? 'eu-uk').split(',');
  const citus = citusKeys.includes(key) ? getSharedCitus() : null;
  return citus
    ? { name: await cloneCitusRegion(citus), regionPort: citus[0].port }
    : { name: await cloneDatabase(REGION_TEMPLATE), regionPort: getSharedPostgres().port };
}

/** The control database and regions as they are before the first migration. */
export async function createEmptyDatabases(regionKeys: readonly string[]): Promise<DatabaseUrls> {
  const { port, password } = getSharedPostgres();
  const cluster = {
    port,
    url: (database = 'postgres') => createRoleUrl('postgres', password, port, database),
    run: async (sql: string, database?: string) => void (await runAsSuperuser(sql, database)),
  };
  const name = `t_${randomBytes(8).toString('hex')}`;
  const regions = [];
  for (const key of regionKeys) {
    const region = `${name}_${key.replaceAll('-', '_')}`;
    const urls = await withClusterLock(() => createRegionDatabase(cluster, region));
    regions.push({ key, name: key, ...urls });
  }
  return { control: await createControlDatabase(cluster, name), regions };
}

export const createTenancyConfig = (urls: DatabaseUrls) => ({
  control: parseOperatorUrl('CONTROL', urls.control),
  // Tests run side by side on few cores: how long a connection or a statement takes says nothing
  // here.
  poolLimits: { acquireMs: 30_000, connectMs: 30_000, statementMs: 60_000 },
  regions: urls.regions.map(({ key, name, app, mover }) => ({
    key,
    name,
    app: parseOperatorUrl('APP', app),
    mover: parseOperatorUrl('MOVER', mover),
  })),
});

/** A tenancy on databases of this test's own. */
export async function createTestTenancy(
  t: Teardown,
  regionKeys?: readonly string[],
  now?: () => number,
  customerDatabase: { maxSockets?: number } = {},
): Promise<Tenancy> {
  const config = createTenancyConfig(await testDatabases(regionKeys));
  const tenancy = createTenancy(
    {
      ...config,
      regions: addFileFolders(config.regions, (remove) => t.teardown(remove)),
      customerDatabases: {
        allowedAddresses: ['127.0.0.0/8'],
        egressAddresses: ['203.0.113.7'],
        acquireMs: 30_000,
        ...customerDatabase,
      },
    },
    { secrets: await getSharedSecretStore(), ...(now ? { now } : {}) },
  );
  t.teardown(() => tenancy.close());
  return tenancy;
}

/** As far as standbys of OpenBao 2.6 were behind when measured: tests ask such a one. */
export const VAULT_LAG_MS = 55;

let secretStore: Promise<SecretStore> | undefined;

/**
 * A local Vault for all tests of a file, with a worker's rights; it ends with the file's process.
 */
export function getSharedSecretStore(): Promise<SecretStore> {
  secretStore ??= startLocalVault({ port: 0, lagMs: VAULT_LAG_MS }).then(async (vault) => {
    // Only here: chaos and bench use this file too, and AVA ends what imports it elsewhere.
    const { registerCompletionHandler } = await import('ava');
    const { worker } = vault.appRoles;
    if (!worker) throw new Error('the local Vault knows no worker');
    const store = createSecretStore({ url: vault.url, auth: worker, timeoutMs: 20_000 });
    registerCompletionHandler(() => void store.close().then(() => vault.stop()));
    return store;
  });
  return secretStore;
}

let nextGuildId = 900_000_000_000_000_000n;
/** Every test has guilds of its own. */
export const newGuildId = (): string => String(nextGuildId++);
