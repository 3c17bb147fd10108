import { createTenancy } from '../../tenancy/index.ts';
import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/migrate-all.ts';
import { createTenancyConfig, testDatabases } from '../../test/helpers/databases.ts';
import { runAsSuperuser } from '../../test/helpers/postgres.ts';
import {
  createSecretStoreFor,
  registerCustomerDatabaseGuilds,
} from '../lib/customer-database-guilds.ts';
import { ALLOWED_ADDRESSES, startCustomerServer } from '../lib/customer-server.ts';
import { startLatencyProxy } from '../lib/latency-proxy.ts';
import { measureMs, roundTo } from '../lib/stats.ts';
import type { Benchmark } from '../lib/types.ts';

const LATENCY_MS = 20;
const DATABASES = 10;
const CONCURRENCY = 8;

/**
 * Guilds whose customer databases the registry says to be one version behind: each is opened, its
 * ledger read under the migration lock, and noted. What a version itself does is the database's own
 * time.
 */
export const parallelMigrate: Benchmark = {
  targets: [{ id: 'migrate.parallel_ratio', unit: '×', bar: 5, better: 'higher' }],
  async run(context) {
    const databaseCount = context.isFull ? 1_000 : 80;
    const server = await startCustomerServer(context, DATABASES);
    const port = await startLatencyProxy(context, server.port, LATENCY_MS);
    const urls = await testDatabases(['eu-uk'], { own: true });
    const outdatedVersion = TENANT_SCHEMA_VERSION - 1;
    await registerCustomerDatabaseGuilds(urls, databaseCount, outdatedVersion);
    const control = new URL(urls.control).pathname.slice(1);

    /** ms that all of them take in a process of their own, with nothing open yet. */
    async function migrate(concurrency: number): Promise<number> {
      await runAsSuperuser(`UPDATE guilds SET schema_version = ${outdatedVersion}`, control);
      const tenancy = createTenancy(
        {
          ...createTenancyConfig(urls),
          customerDatabases: { allowedAddresses: ALLOWED_ADDRESSES },
        },
        {
          secrets: createSecretStoreFor((guild) => ({
            ...server.database(guild % DATABASES),
            port,
          })),
        },
      );
      try {
        return await measureMs(async () => {
          const reports = await tenancy.migrateCustomerDatabases(context.signal, concurrency);
          const failed = reports.find((report) => report.failed !== null);
          if (reports.length !== databaseCount || failed)
            throw new Error(`${reports.length} of ${databaseCount}; ${failed?.failed}`);
        });
      } finally {
        await tenancy.close();
      }
    }
    const parallelMs = await migrate(CONCURRENCY);
    const sequentialMs = await migrate(1);
    const msPerDatabase = (ms: number) => Math.round(ms / databaseCount);
    return {
      'migrate.parallel_ratio': {
        value: roundTo(sequentialMs / parallelMs, 2),
        note: `${msPerDatabase(parallelMs)} / ${msPerDatabase(sequentialMs)} ms a place, ${databaseCount} places in ${DATABASES} databases, ${LATENCY_MS} ms to each answer, ${CONCURRENCY} at a time / one`,
      },
    };
  },
};
