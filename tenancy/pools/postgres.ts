import createKnex, { type Knex } from 'knex';
import type { PostgresAddress } from './operator-url.ts';
import { discardStaleConnections } from './stale-connections.ts';

export interface PoolLimits {
  /** Connections at most, per process. */
  max: number;
  /** ms to wait for a free connection. */
  acquireMs: number;
  /** ms to wait for a new connection; without it a server that never answers leaks sockets. */
  connectMs: number;
  /** ms a statement may run. */
  statementMs: number;
  /** ms a statement may wait for a lock. */
  lockMs: number;
}

export const DEFAULT_POOL_LIMITS: PoolLimits = {
  max: 10,
  acquireMs: 2_000,
  connectMs: 2_000,
  statementMs: 10_000,
  lockMs: 4_000,
};

/** The oldest Postgres that a region may run on; Knex does nothing else for a newer one. */
const MIN_POSTGRES_VERSION = '15';

/**
 * A Knex pool on Postgres. `pipeline` lets statements follow each other without waiting: the guard
 * statement then costs no round trip (see guild/run-transaction.ts). On such a connection the
 * driver also gives one up whose answer did not come; any other it keeps, and the pool lends it out
 * again.
 */
export function createPostgresKnex(
  address: PostgresAddress,
  options: {
    name: string;
    schema: string;
    limits?: Partial<PoolLimits>;
    pipeline?: boolean;
    /** For COPY: the driver's own timer, which it forgets to end there, is left out. */
    streams?: boolean;
  },
): Knex {
  const limits = { ...DEFAULT_POOL_LIMITS, ...options.limits };
  const knex = createKnex({
    client: 'pg',
    // Else Knex asks the first connection, outside the time that a new connection has.
    version: MIN_POSTGRES_VERSION,
    connection: {
      host: address.host,
      port: address.port,
      user: address.user,
      password: address.password,
      database: address.database,
      ssl: address.tls ? { rejectUnauthorized: true } : false,
      application_name: `vektra ${options.name}`,
      connectionTimeoutMillis: limits.connectMs,
      statement_timeout: limits.statementMs,
      lock_timeout: limits.lockMs,
      idle_in_transaction_session_timeout: limits.statementMs * 2,
      ...(options.streams ? {} : { query_timeout: limits.statementMs + 1_000 }),
      keepAlive: true,
      options: `-c search_path=${options.schema} -c TimeZone=UTC`,
      ...(options.pipeline ? { pipeline: true } : {}),
    } as Knex.PgConnectionConfig,
    pool: {
      min: 0,
      max: limits.max,
      idleTimeoutMillis: 30_000,
      acquireTimeoutMillis: limits.acquireMs,
      // pg's own time to connect ends before: only its failures are known by their attempt.
      createTimeoutMillis: limits.connectMs + 1_000,
      // A failed connect is told to whoever waits, instead of retried until the acquire time-out.
      propagateCreateError: true,
    } as Knex.PoolConfig,
    // Knex prints statements and driver errors; ours are logged with a code and ids only.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  return discardStaleConnections(knex);
}
