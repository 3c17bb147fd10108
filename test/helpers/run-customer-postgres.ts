import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../../sandbox/databases/certificates.ts';
import { startPostgres } from '../../sandbox/databases/postgres.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';

const PASSWORD = 'test';

/** A second Postgres, for guilds' own databases: on our clusters none is looked for. */
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
  return {
    variables: { TEST_OWN_PG_PORT: String(cluster.port), TEST_OWN_PG_PASSWORD: PASSWORD },
    async stop() {
      await cluster.stop();
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}
