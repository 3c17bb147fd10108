import { createTenancy } from '../../tenancy/index.ts';
import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/places.ts';
import { asSuperuser } from '../../test/helpers/postgres.ts';
import { tenancyConfig, testDatabases } from '../../test/helpers/storage.ts';
import { registerOwnGuilds, secretsFor } from '../lib/own-guilds.ts';
import { ALLOW, startOwnServer } from '../lib/own-server.ts';
import { openSlowWay } from '../lib/slow-way.ts';
import { rounded, timed } from '../lib/stats.ts';
import type { Measure } from '../lib/types.ts';

const LATENCY_MS = 20;
const DATABASES = 10;
const AT_ONCE = 8;

/**
 * Guilds whose own databases the registry says to be one version behind: each is opened, its ledger
 * read under the migration lock, and noted. What a version itself does is the database's own time.
 */
export const parallelMigrate: Measure = {
  bars: [{ id: 'migrate.parallel_ratio', unit: '×', bar: 5, better: 'higher' }],
  async run(context) {
    const places = context.full ? 1_000 : 80;
    const server = await startOwnServer(context, DATABASES);
    const port = await openSlowWay(context, server.port, LATENCY_MS);
    const urls = await testDatabases(['eu-uk'], { own: true });
    const behind = TENANT_SCHEMA_VERSION - 1;
    await registerOwnGuilds(urls, places, behind);
    const control = new URL(urls.control).pathname.slice(1);

    /** ms that all of them take in a process of their own, with nothing open yet. */
    async function migrate(atOnce: number): Promise<number> {
      await asSuperuser(`UPDATE guilds SET schema_version = ${behind}`, control);
      const tenancy = createTenancy(
        { ...tenancyConfig(urls), own: { allow: ALLOW } },
        { secrets: secretsFor((guild) => ({ ...server.database(guild % DATABASES), port })) },
      );
      try {
        return await timed(async () => {
          const reports = await tenancy.migrateOwnPlaces(context.signal, atOnce);
          const failed = reports.find((report) => report.failed !== null);
          if (reports.length !== places || failed)
            throw new Error(`${reports.length} of ${places}; ${failed?.failed}`);
        });
      } finally {
        await tenancy.close();
      }
    }
    const together = await migrate(AT_ONCE);
    const alone = await migrate(1);
    const each = (ms: number) => Math.round(ms / places);
    return {
      'migrate.parallel_ratio': {
        value: rounded(alone / together, 2),
        note: `${each(together)} / ${each(alone)} ms a place, ${places} places in ${DATABASES} databases, ${LATENCY_MS} ms to each answer, ${AT_ONCE} at a time / one`,
      },
    };
  },
};
