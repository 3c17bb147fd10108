import type { Socket } from 'node:net';
import pg from 'pg';
import type { PostgresAddress } from '../pools/operator-url.ts';

const STATEMENT_MS = 30_000;
/** The driver's own words, which have no code. */
const NO_ANSWER = 'Query read timeout';

/**
 * The job queue's own connections to the control database: it listens and runs SQL by itself.
 * @param max connections at most
 * @param answerMs after which a connection that does not answer is given up; ms
 */
export function openJobPool(
  address: PostgresAddress,
  max: number,
  answerMs = STATEMENT_MS + 1_000,
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
    statement_timeout: STATEMENT_MS,
    query_timeout: answerMs,
    keepAlive: true,
    // One that listens sends nothing: without probes it would never learn that nobody is there.
    keepAliveInitialDelayMillis: 10_000,
    max,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    endWhenSilent(client);
  });
  return pool;
}

/** The driver keeps a connection whose answer did not come, and the pool lends it out again. */
function endWhenSilent(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown;
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const asking = (...all: unknown[]) => {
    const answer = query(...all);
    if (answer instanceof Promise)
      answer.catch(({ message }: Error) => {
        if (message === NO_ANSWER) stream.destroy();
      });
    return answer;
  };
  Object.assign(client, { query: asking });
}
