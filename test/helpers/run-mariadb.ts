import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../../sandbox/databases/certificates.ts';
import { startMariadb } from '../../sandbox/databases/mariadb.ts';
import { startMysql } from '../../sandbox/databases/mysql.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';

const PASSWORD = 'test';

/** One MariaDB for a whole run; with `MYSQLD`, a program of this machine, a MySQL instead. */
export async function startRunMariadb(
  cache: string,
  tls?: Certificate,
): Promise<{ variables: Record<string, string>; stop(): Promise<void> }> {
  const folder = path.join(cache, `test-mariadb-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = {
    folder,
    port: await findEphemeralPort(),
    password: PASSWORD,
    ...(tls ? { tls } : {}),
  };
  const program = process.env.MYSQLD;
  const server = program
    ? await startMysql({ ...options, program })
    : await startMariadb({ ...options, cache });
  return {
    variables: { TEST_MARIADB_PORT: String(server.port), TEST_MARIADB_PASSWORD: PASSWORD },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
