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
