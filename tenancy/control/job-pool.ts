import pg from 'pg';
import type { PostgresAddress } from '../pools/operator-url.ts';

/** The job queue's own connections to the control database: it listens and runs SQL by itself. */
export function openJobPool(address: PostgresAddress, max: number): pg.Pool {
  const pool = new pg.Pool({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: address.tls ? { rejectUnauthorized: true } : false,
    application_name: 'vektra jobs',
    // Also of the wait for one that is in use, which is long when all workers look at once.
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    keepAlive: true,
    max,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
