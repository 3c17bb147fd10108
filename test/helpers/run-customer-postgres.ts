import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../../sandbox/databases/certificates.ts';
import { startPgBouncer } from '../../sandbox/databases/pgbouncer.ts';
import { startPostgres } from '../../sandbox/databases/postgres.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';

const PASSWORD = 'test';

/**
 * A second Postgres, for guilds' own databases: on our clusters none is looked for. A PgBouncer in
 * transaction mode is in front of it, for those that are reached through a pooler.
 */
export async function startRunCustomerPostgres(
  cache: string,
  tls: Certificate,
): Promise<{ variables: Record<string, string>; stop(): Promise<void> }> {
  const folder = path.join(cache, `test-ownpostgres-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  const cluster = await startPostgres({
    folder,
    port: await findEphemeralPort(),
    password: PASSWORD,
    isDurable: false,
    tls,
  });
  const pooler = await startPgBouncer({
    folder: path.join(cache, `test-pgbouncer-${process.pid}`),
    cache,
    port: await findEphemeralPort(),
    postgres: { port: cluster.port, password: PASSWORD },
    tls,
  });
  return {
    variables: {
      TEST_OWN_PG_PORT: String(cluster.port),
      TEST_OWN_PG_PASSWORD: PASSWORD,
      TEST_PGBOUNCER_PORT: String(pooler.port),
    },
    async stop() {
      await pooler.stop();
      await cluster.stop();
      rmSync(pooler.folder, { recursive: true, force: true });
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}
