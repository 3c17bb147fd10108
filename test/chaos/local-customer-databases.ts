import path from 'node:path';
import { createAuthority } from '../../sandbox/databases/certificates.ts';
import { startRunCustomerPostgres } from '../helpers/run-customer-postgres.ts';
import { startRunMariadb } from '../helpers/run-mariadb.ts';

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** Servers of this process's own for guilds' own databases: Postgres, PgBouncer, MariaDB. */
export async function startLocalCustomerDatabases(): Promise<{ stop(): Promise<void> }> {
  const authority = await createAuthority();
  const tls = await authority.issue({ dns: ['db.test'], ip: ['127.0.0.1'] });
  const servers = await Promise.all([
    startRunCustomerPostgres(CACHE, tls),
    startRunMariadb(CACHE, tls),
  ]);
  Object.assign(process.env, { TEST_CA: authority.ca }, ...servers.map((each) => each.variables));
  return {
    async stop() {
      await Promise.all(servers.map((each) => each.stop()));
    },
  };
}
