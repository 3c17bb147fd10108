import type { Answer, VaultClient } from './client.ts';
import type {
  Clock,
  LoginFacts,
  SecretStoreAuth,
  SecretStoreCode,
  SecretStoreEvent,
} from './contract.ts';
import { SecretStoreError } from './error.ts';
import { createLogin, type Lease, leaseOf } from './login.ts';

/** The token's life: log-in when first needed, renewal, log-in again. */
export interface Session {
  /** A token that should be good. @throws SecretStoreError */
  token(): Promise<string>;
  /**
   * After a 403. `alive`: it was the policy. `young`: it was given a moment ago, and is known now, which
   * it may not have been. `unknown_yet`: given a moment ago, and a node of the cluster does not know it.
   * `gone`: expired, revoked or used up, ask for another.
   */
  stateOf(token: string): Promise<TokenState>;
  /** @throws SecretStoreError */
  describe(): Promise<LoginFacts>;
  /** Stops renewing and gives an AppRole's token back. */
  close(): Promise<void>;
}

type TokenState = 'alive' | 'young' | 'unknown_yet' | 'gone';

/** What {@link createSession} needs. */
export interface SessionParts {
  auth: SecretStoreAuth;
  ask: VaultClient['ask'];
  codeOf: (answer: Answer) => Promise<SecretStoreCode>;
  clock: Clock;
  random: () => number;
  onEvent: (event: SecretStoreEvent) => void;
}

// node-vault's own renewal hands a long TTL to setTimeout, which overflows at 2^31 ms (24.8 days) and
// then fires at once, for ever. A day is far below and also finds a token revoked meanwhile.
const longestTimerMs = 24 * 3600_000;
const shortestTimerMs = 1000;
const renewAt = 2 / 3;
// A token that may be used so many times, or has no leave to look itself up, seems gone again and again:
// at most one log-in per this time.
const replacedEveryMs = 3_000;

interface Held extends Lease {
  /** The first TTL, to see when renewals run into the maximum. */
  fullMs: number;
  expiresAt: number;
  /** When it was given. */
  since: number;
}

/** Builds the session; nothing is asked before the first token is wanted. */
export function createSession(parts: SessionParts): Session {
  const { auth, ask, clock, onEvent } = parts;
  const login = createLogin(parts);
  const ownToken = 'token' in auth;
  let held: Held | undefined;
  let closed = false;
  let loggingIn: Promise<Held> | undefined;
  let lookingUp: Promise<TokenState> | undefined;
  let cancelTimer = () => {};

  function hold(lease: Lease, fullMs: number, since = clock.now()): Held {
    const expiresAt = lease.ttlMs > 0 ? clock.now() + lease.ttlMs : Number.POSITIVE_INFINITY;
    held = { ...lease, fullMs, expiresAt, since };
    if (lease.ttlMs > 0) schedule(lease.ttlMs * renewAt);
    return held;
  }

  function schedule(ms: number): void {
    cancelTimer();
    if (closed) return;
    const wait = Math.min(longestTimerMs, Math.max(shortestTimerMs, ms));
    cancelTimer = clock.after(wait, () => void maintain().catch(() => undefined));
  }

  /** One log-in at a time, however many callers wait for it. */
  function logIn(): Promise<Held> {
    loggingIn ??= login
      .run()
      .then((lease) => {
        if (closed) throw new SecretStoreError('unavailable', 'log-in');
        onEvent({ type: 'login' });
        return hold(lease, lease.ttlMs);
      })
      .finally(() => {
        loggingIn = undefined;
      });
    return loggingIn;
  }

  /** The timer's work: renew, or log in anew where renewing does not help. */
  async function maintain(): Promise<void> {
    const current = held;
    if (closed || !current) return;
    const nearMaximum = current.ttlMs < current.fullMs / 2;
    if (current.renewable && (ownToken || !nearMaximum)) {
      const outcome = await renew(current);
      if (outcome === 'renewed' || held !== current || closed) return;
      if (outcome === 'unavailable') {
        const leftMs = current.expiresAt - clock.now();
        if (leftMs > 0) schedule(leftMs / 4);
        onEvent({ type: 'renew_failed', code: 'unavailable' });
        return;
      }
      onEvent({ type: 'renew_failed', code: 'denied' });
    }
    if (ownToken) return;
    try {
      await logIn();
    } catch {
      // The old token is good until it expires; then the next caller logs in.
      if (clock.now() < current.expiresAt) schedule(login.waitMs());
    }
  }

  async function renew(current: Held): Promise<'renewed' | 'refused' | 'unavailable'> {
    try {
      const answer = await ask({
        method: 'POST',
        path: 'auth/token/renew-self',
        body: {},
        token: current.token,
      });
      if (answer.status === 200) {
        const lease = leaseOf(answer);
        if (held === current && !closed) hold(lease, current.fullMs, current.since);
        onEvent({ type: 'renew' });
        return 'renewed';
      }
      return answer.status === 400 || answer.status === 403 ? 'refused' : 'unavailable';
    } catch {
      return 'unavailable';
    }
  }

  async function lookUp(current: Held): Promise<TokenState> {
    const answer = await ask({
      method: 'GET',
      path: 'auth/token/lookup-self',
      token: current.token,
    });
    const isYoung = !ownToken && clock.now() - current.since < replacedEveryMs;
    if (answer.status === 403) {
      if (held === current) {
        if (isYoung) return 'unknown_yet';
        held = undefined;
        cancelTimer();
      }
      return 'gone';
    }
    if (answer.status !== 200) throw new SecretStoreError(await parts.codeOf(answer), 'log-in');
    return isYoung ? 'young' : 'alive';
  }

  return {
    token: async () => {
      if (closed) throw new SecretStoreError('unavailable', 'closed');
      if (held && clock.now() < held.expiresAt) return held.token;
      return (await logIn()).token;
    },
    stateOf: async (token) => {
      if (held?.token !== token) return 'gone';
      lookingUp ??= lookUp(held).finally(() => {
        lookingUp = undefined;
      });
      return lookingUp;
    },
    describe: async () => {
      const current = held && clock.now() < held.expiresAt ? held : await logIn();
      return login.describe(current);
    },
    close: async () => {
      closed = true;
      cancelTimer();
      await loggingIn?.catch(() => undefined);
      const current = held;
      held = undefined;
      if (!current || ownToken) return;
      const path = 'auth/token/revoke-self';
      await ask({ method: 'POST', path, body: {}, token: current.token }).catch(() => undefined);
    },
  };
}
