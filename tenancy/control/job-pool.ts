import pg from 'pg';
import type { PostgresAddress } from '../pools/operator-url.ts';

const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * The job queue's own connections to the control database: it listens and runs SQL by itself.
 * @param max connections at most
 * @param queryTimeoutMs after which a connection that does not answer is given up; ms
 */
export function createJobPool(
  address: PostgresAddress,
  max: number,
  queryTimeoutMs = STATEMENT_TIMEOUT_MS + 1_000,
): pg.Pool {
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
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
    // So that one whose answer did not come is given up (see pools/postgres.ts).
    pipeline: true,
    keepAlive: true,
    // One that listens sends nothing: without probes it would never learn that nobody is there.
    keepAliveInitialDelayMillis: 10_000,
    max,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the
  // process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
