import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import mysql from 'mysql2/promise';

interface MariadbServer {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** The MariaDB that test/run.ts started, with all rights. */
export function getMariadbServer(): MariadbServer {
  const { TEST_MARIADB_PORT, TEST_MARIADB_PASSWORD } = process.env;
  if (!TEST_MARIADB_PORT || !TEST_MARIADB_PASSWORD)
    throw new Error('no test MariaDB: run `npm test`');
  return {
    host: '127.0.0.1',
    port: Number(TEST_MARIADB_PORT),
    user: 'vektra',
    password: TEST_MARIADB_PASSWORD,
  };
}

/** A database of this test's own on the MariaDB that test/run.ts started. */
export async function createMariadbDatabase(t: Pick<ExecutionContext, 'teardown'>): Promise<{
  server: MariadbServer;
  database: string;
}> {
  const server = getMariadbServer();
  const database = `t_${randomBytes(8).toString('hex')}`;
  const run = async (sql: string) => {
    const connection = await mysql.createConnection(server);
    await connection.query(sql).finally(() => connection.end());
  };
  await run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  t.teardown(() => run(`DROP DATABASE ${database}`));
  return { server, database };
}
