import type { Clock } from '../../secrets/types.ts';
import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabaseCode } from '../types.ts';

/** So many times wrong credentials; then the next try waits, longer each time. */
const MAX_AUTH_FAILURES = 3;
const AUTH_PAUSE_MS = 120_000;
const MAX_AUTH_PAUSE_MS = 3_600_000;
/**
 * So many failures in a row, whatever the time between them: a database that is asked by a sweep
 * every few minutes, and is silent each time, must not be waited for each time.
 */
const MAX_FAILURES = 3;
const FAILURE_PAUSE_MS = 30_000;

export interface BreakerStatus {
  state: 'closed' | 'open' | 'half_open';
  /** Why the last connection failed; null when it did not. */
  code: CustomerDatabaseCode | null;
  /** Epoch ms at which it is tried again; null while closed. */
  retryAt: number | null;
}

/** Leave to try. */
export interface Permit {
  /** Whoever was let through is done. @param hasResponded the database answered it */
  release(hasResponded: boolean): void;
}

/**
 * Keeps us from connecting to a database that does not respond, and from locking the account of one
 * that refuses our password. One per guild and version of its secret.
 *
 * Of our own and not cockatiel's, which has one threshold for all failures, the machine's clock
 * only, and lets callers wait for the probe instead of answering them.
 */
export class CircuitBreaker {
  #clock: Pick<Clock, 'now'>;
  #authFailures = 0;
  /** Failures other than wrong credentials since a statement was last answered. */
  #failures = 0;
  #lastError: CustomerDatabaseError | null = null;
  /** Epoch ms; 0: closed. */
  #openUntil = 0;
  #isProbing = false;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** @throws CustomerDatabaseError with the last code, at once, while it is open */
  acquire(): Permit {
    const recordIfResponded = (hasResponded: boolean) => {
      if (hasResponded) this.recordResponse();
    };
    if (this.#openUntil === 0) return { release: recordIfResponded };
    this.requireClosed();
    if (this.#isProbing) throw this.#refusal();
    this.#isProbing = true;
    return {
      release: (hasResponded) => {
        // It failed, or an answer came to somebody else meanwhile.
        if (!this.#isProbing) return;
        this.#isProbing = false;
        recordIfResponded(hasResponded);
      },
    };
  }

  /** @throws CustomerDatabaseError until it is time for a probe */
  requireClosed(): void {
    if (this.#clock.now() < this.#openUntil) throw this.#refusal();
  }

  /**
   * A new connection is logged in: its credentials are right. Other failures are not forgotten: a
   * database can let everybody in and never answer a statement.
   */
  recordConnection(): void {
    this.#authFailures = 0;
    if (this.#failures === 0) this.recordResponse();
  }

  /** The database has answered a statement. */
  recordResponse(): void {
    this.#authFailures = 0;
    this.#failures = 0;
    this.#lastError = null;
    this.#openUntil = 0;
    this.#isProbing = false;
  }

  /** A connection could not be made, or broke. */
  recordFailure(error: CustomerDatabaseError): void {
    const now = this.#clock.now();
    const { code } = error;
    this.#lastError = error;
    // What began before it opened says nothing new.
    if (now < this.#openUntil) return;
    if (code === 'AUTH') this.#authFailures += 1;
    else this.#failures += 1;
    const pauseMs = this.#pauseMs(code);
    if (pauseMs > 0) this.#openUntil = now + pauseMs;
    this.#isProbing = false;
  }

  #refusal(): CustomerDatabaseError {
    const { code = 'REFUSED', step = null } = this.#lastError ?? {};
    return new CustomerDatabaseError(code, { step });
  }

  #pauseMs(code: CustomerDatabaseCode): number {
    const excessFailures = this.#authFailures - MAX_AUTH_FAILURES;
    if (code === 'AUTH' && excessFailures >= 0)
      return Math.min(AUTH_PAUSE_MS * 2 ** excessFailures, MAX_AUTH_PAUSE_MS);
    // A probe that failed is enough.
    return this.#openUntil > 0 || this.#failures >= MAX_FAILURES ? FAILURE_PAUSE_MS : 0;
  }

  status(): BreakerStatus {
    const code = this.#lastError?.code ?? null;
    if (this.#openUntil === 0) return { state: 'closed', code, retryAt: null };
    const state = this.#clock.now() < this.#openUntil ? 'open' : 'half_open';
    return { state, code, retryAt: this.#openUntil };
  }
}
