import type { Clock } from '../secrets/contract.ts';
import { OwnDatabaseError } from './errors.ts';
import type { OwnDatabaseCode } from './types.ts';

/** So many times wrong credentials; then the next try waits, longer each time. */
const WRONG_CREDENTIALS = 3;
const CREDENTIALS_MS = 120_000;
const CREDENTIALS_MAX_MS = 3_600_000;
/**
 * So many failures in a row, whatever the time between them: a database that is asked by a sweep every
 * few minutes, and is silent each time, must not be waited for each time.
 */
const FAILURES = 3;
const FAILURES_MS = 30_000;

export interface BreakerStatus {
  state: 'closed' | 'open' | 'half_open';
  /** Why the last connection failed; null when it did not. */
  code: OwnDatabaseCode | null;
  /** Epoch ms at which it is tried again; null while closed. */
  retryAt: number | null;
}

/** Leave to try. */
export interface Pass {
  /** Whoever was let through is done. @param proven the database answered it */
  end(proven: boolean): void;
}

/**
 * Keeps us from knocking at a database that does not answer, and from locking the account of one
 * that refuses our password. One per guild and version of its secret.
 *
 * Of our own and not cockatiel's, which has one threshold for all failures, the machine's clock only,
 * and lets callers wait for the probe instead of answering them.
 */
export class Breaker {
  #clock: Pick<Clock, 'now'>;
  #wrongCredentials = 0;
  /** Failures other than wrong credentials since a statement was last answered. */
  #failures = 0;
  #last: OwnDatabaseError | null = null;
  /** Epoch ms; 0: closed. */
  #openUntil = 0;
  #probing = false;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** @throws OwnDatabaseError with the last code, at once, while it is open */
  enter(): Pass {
    const answered = (proven: boolean) => {
      if (proven) this.answered();
    };
    if (this.#openUntil === 0) return { end: answered };
    this.check();
    if (this.#probing) throw this.#refusal();
    this.#probing = true;
    return {
      end: (proven) => {
        // It failed, or an answer came to somebody else meanwhile.
        if (!this.#probing) return;
        this.#probing = false;
        answered(proven);
      },
    };
  }

  /** @throws OwnDatabaseError until it is time for a probe */
  check(): void {
    if (this.#clock.now() < this.#openUntil) throw this.#refusal();
  }

  /**
   * A new connection is logged in: its credentials are right. Other failures are not forgotten: a
   * database can let everybody in and never answer a statement.
   */
  connected(): void {
    this.#wrongCredentials = 0;
    if (this.#failures === 0) this.answered();
  }

  /** The database has answered a statement. */
  answered(): void {
    this.#wrongCredentials = 0;
    this.#failures = 0;
    this.#last = null;
    this.#openUntil = 0;
    this.#probing = false;
  }

  /** A connection could not be made, or broke. */
  failed(error: OwnDatabaseError): void {
    const now = this.#clock.now();
    const { code } = error;
    this.#last = error;
    // What began before it opened says nothing new.
    if (now < this.#openUntil) return;
    if (code === 'AUTH') this.#wrongCredentials += 1;
    else this.#failures += 1;
    const ms = this.#pauseMs(code);
    if (ms > 0) this.#openUntil = now + ms;
    this.#probing = false;
  }

  #refusal(): OwnDatabaseError {
    const { code = 'REFUSED', step = null } = this.#last ?? {};
    return new OwnDatabaseError(code, { step });
  }

  #pauseMs(code: OwnDatabaseCode): number {
    const beyond = this.#wrongCredentials - WRONG_CREDENTIALS;
    if (code === 'AUTH' && beyond >= 0)
      return Math.min(CREDENTIALS_MS * 2 ** beyond, CREDENTIALS_MAX_MS);
    // A probe that failed is enough.
    return this.#openUntil > 0 || this.#failures >= FAILURES ? FAILURES_MS : 0;
  }

  status(): BreakerStatus {
    const code = this.#last?.code ?? null;
    if (this.#openUntil === 0) return { state: 'closed', code, retryAt: null };
    const state = this.#clock.now() < this.#openUntil ? 'open' : 'half_open';
    return { state, code, retryAt: this.#openUntil };
  }
}
