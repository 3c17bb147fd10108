import type { CustomerDatabase } from '../../tenancy/customer-database/index.ts';
import { createTenancy, type Tenancy } from '../../tenancy/index.ts';
import {
  createTenancyConfig,
  type DatabaseUrls,
  testDatabases,
} from '../../test/helpers/databases.ts';
import {
  createSecretStoreFor,
  registerCustomerDatabaseGuilds,
} from './customer-database-guilds.ts';
import { ALLOWED_ADDRESSES } from './customer-server.ts';
import type { BenchmarkContext } from './types.ts';

const databaseAt = (port: number): CustomerDatabase => ({
  engine: 'postgres',
  host: '127.0.0.1',
  port,
  user: 'nobody',
  password: 'nobody',
  database: 'nothing',
  ca: null,
  pinnedFingerprint: null,
});

/** A tenancy with one guild whose own database is said to be at this port, where none is. */
export async function createUnreachableGuild(
  { teardown }: BenchmarkContext,
  port: number,
): Promise<{ tenancy: Tenancy; urls: DatabaseUrls; unreachableGuildId: string }> {
  const urls = await testDatabases(['eu-uk'], { own: true });
  const [unreachableGuildId = ''] = await registerCustomerDatabaseGuilds(urls, 1);
  const tenancy = createTenancy(
    { ...createTenancyConfig(urls), customerDatabases: { allowedAddresses: ALLOWED_ADDRESSES } },
    { secrets: createSecretStoreFor(() => databaseAt(port)) },
  );
  teardown(() => tenancy.close());
  return { tenancy, urls, unreachableGuildId };
}
