import type { CustomerDatabaseError } from './errors.ts';

/** What a connection to a customer database may take. */
export interface CustomerDatabaseLimits {
  /** Connections at most, per pool. */
  max: number;
  /** ms until TCP is connected. */
  connectMs: number;
  /** ms from the look-up of the name to the end of the log-in. */
  handshakeMs: number;
  /** ms to wait for a free connection of the pool. */
  acquireMs: number;
  /** ms a statement may run. */
  statementMs: number;
  /** ms a statement may wait for a lock. */
  lockMs: number;
  /** ms after which a connection ends, whatever it does; null: it may live on. */
  lifetimeMs: number | null;
  /** ms after which an unused connection is closed. */
  idleMs: number;
  /** Bytes of one answer; neither driver has a limit of its own. */
  maxResponseBytes: number;
  /** Rows of one answer: rows without columns cost more than their bytes. */
  maxResponseRows: number;
  /** Columns of one answer. */
  maxResponseColumns: number;
  /** Messages of one answer that are no rows. */
  maxResponseMessages: number;
  /** Messages between two answers: changed settings, notices, notifications. */
  maxIdleMessages: number;
  /**
   * Postgres: SCRAM iterations that a server may ask for; its own default is 4,096. 100,000 keep
   * one of the process's four hashing threads for 15 to 30 ms (measured, 2 cores, Node 24).
   */
  maxScramIterations: number;
}

export const DEFAULT_CUSTOMER_DATABASE_LIMITS: CustomerDatabaseLimits = {
  max: 2,
  connectMs: 2_500,
  handshakeMs: 4_500,
  acquireMs: 5_000,
  statementMs: 10_000,
  lockMs: 4_000,
  lifetimeMs: null,
  idleMs: 30_000,
  maxResponseBytes: 16 * 1024 * 1024,
  // Ten times what a move reads at once, which reads most.
  maxResponseRows: 10_000,
  maxResponseColumns: 100,
  maxResponseMessages: 1_000,
  maxIdleMessages: 50,
  maxScramIterations: 100_000,
};

/** What the caller of a pool is asked and told, per connection. */
export interface ConnectionHooks {
  /** Asked before each new connection; throws what refuses it. */
  beforeConnect?(): void;
  /** Asked next. @returns how to give the socket back @throws ConnectionLimitError */
  acquireSocket?(): Promise<() => void>;
  /** A connection is established and logged in; `latencyMs` is the round trip of a statement. */
  onConnected?(latencyMs: number): void;
  /** A connection could not be made, or broke while a statement ran. At most once a connection. */
  onFailed?(error: CustomerDatabaseError): void;
  /** A new connection has come so far. */
  onStepReached?(step: 'address' | 'tls'): void;
}
