import type { OwnDatabaseError } from './errors.ts';

/** What a connection to an own database may take. */
export interface OwnLimits {
  /** Connections at most, per pool. */
  max: number;
  /** ms until TCP stands. */
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
  lifeMs: number | null;
  /** ms after which an unused connection is closed. */
  idleMs: number;
  /** Bytes of one answer; neither driver has a limit of its own. */
  answerBytes: number;
  /** Rows of one answer: rows without columns cost more than their bytes. */
  answerRows: number;
  /** Columns of one answer. */
  answerColumns: number;
  /** Messages of one answer that are no rows. */
  answerMessages: number;
  /** Messages between two answers: changed settings, notices, notifications. */
  idleMessages: number;
  /**
   * Postgres: SCRAM iterations that a server may ask for; its own default is 4,096. 100,000 keep one
   * of the process's four hashing threads for 15 to 30 ms (measured, 2 cores, Node 24).
   */
  scramIterations: number;
  /**
   * Postgres: statements follow each other without waiting. Off for COPY and cursors, which pg does
   * not do on such a connection.
   */
  pipeline: boolean;
}

export const OWN_LIMITS: OwnLimits = {
  max: 2,
  connectMs: 2_500,
  handshakeMs: 4_500,
  acquireMs: 5_000,
  statementMs: 10_000,
  lockMs: 4_000,
  lifeMs: null,
  idleMs: 30_000,
  answerBytes: 16 * 1024 * 1024,
  // Ten times what a move reads at once, which reads most.
  answerRows: 10_000,
  answerColumns: 100,
  answerMessages: 1_000,
  idleMessages: 50,
  scramIterations: 100_000,
  pipeline: true,
};

/** What the caller of a pool is asked and told, per connection. */
export interface OwnHooks {
  /** Asked before each new connection; throws what refuses it. */
  allowed?(): void;
  /** Asked next. @returns how to give the socket back @throws OwnBusyError */
  slot?(): Promise<() => void>;
  /** A connection stands, logged in; `latencyMs` is the round trip of a statement. */
  connected?(latencyMs: number): void;
  /** A connection could not be made, or broke while a statement ran. At most once a connection. */
  failed?(error: OwnDatabaseError): void;
  /** A new connection has come so far. */
  reached?(step: 'address' | 'tls'): void;
}
