import { SecretStoreError } from './secret-store-error.ts';
import type {
  Clock,
  LoginInfo,
  SecretStoreAuth,
  SecretStoreCode,
  SecretStoreEvent,
} from './types.ts';
import type { VaultClient, VaultResponse } from './vault-client.ts';
import { createVaultLogin, type TokenLease, toTokenLease } from './vault-login.ts';

/** The token's life: log-in when first needed, renewal, log-in again. */
export interface TokenManager {
  /** A token that should be good. @throws SecretStoreError */
  token(): Promise<string>;
  /**
   * After a 403. `alive`: it was the policy. `young`: it was given a moment ago, and is known now,
   * which it may not have been. `unknown_yet`: given a moment ago, and a node of the cluster does
   * not know it. `gone`: expired, revoked or used up, ask for another.
   */
  getTokenState(token: string): Promise<TokenState>;
  /** @throws SecretStoreError */
  describe(): Promise<LoginInfo>;
  /** Stops renewing and gives an AppRole's token back. */
  close(): Promise<void>;
}

type TokenState = 'alive' | 'young' | 'unknown_yet' | 'gone';

/** What {@link createTokenManager} needs. */
export interface TokenManagerDeps {
  auth: SecretStoreAuth;
  request: VaultClient['request'];
  codeOf: (response: VaultResponse) => Promise<SecretStoreCode>;
  clock: Clock;
  random: () => number;
  onEvent: (event: SecretStoreEvent) => void;
}

// node-vault's own renewal hands a long TTL to setTimeout, which overflows at 2^31 ms (24.8 days)
// and then fires at once, for ever. A day is far below and also finds a token revoked meanwhile.
const MAX_TIMER_MS = 24 * 3600_000;
const MIN_TIMER_MS = 1000;
const RENEW_AT_FRACTION = 2 / 3;
// A token that may be used so many times, or has no leave to look itself up, seems gone again and
// again: at most one log-in per this time.
const MIN_REPLACEMENT_INTERVAL_MS = 3_000;

interface HeldToken extends TokenLease {
  /** The first TTL, to see when renewals run into the maximum. */
  initialTtlMs: number;
  expiresAt: number;
  /** When it was given. */
  issuedAt: number;
}

/** Builds the session; nothing is asked before the first token is wanted. */
export function createTokenManager(deps: TokenManagerDeps): TokenManager {
  const { auth, request, clock, onEvent } = deps;
  const login = createVaultLogin(deps);
  const isStaticToken = 'token' in auth;
  let heldToken: HeldToken | undefined;
  let isClosed = false;
  let runningLogin: Promise<HeldToken> | undefined;
  let runningLookup: Promise<TokenState> | undefined;
  let cancelTimer = () => {};

  function holdToken(lease: TokenLease, initialTtlMs: number, issuedAt = clock.now()): HeldToken {
    const expiresAt = lease.ttlMs > 0 ? clock.now() + lease.ttlMs : Number.POSITIVE_INFINITY;
    heldToken = { ...lease, initialTtlMs, expiresAt, issuedAt };
    if (lease.ttlMs > 0) scheduleMaintenance(lease.ttlMs * RENEW_AT_FRACTION);
    return heldToken;
  }

  function scheduleMaintenance(delayMs: number): void {
    cancelTimer();
    if (isClosed) return;
    const timerMs = Math.min(MAX_TIMER_MS, Math.max(MIN_TIMER_MS, delayMs));
    cancelTimer = clock.after(timerMs, () => void maintain().catch(() => undefined));
  }

  /** One log-in at a time, however many callers wait for it. */
  function logIn(): Promise<HeldToken> {
    runningLogin ??= login
      .run()
      .then((lease) => {
        if (isClosed) throw new SecretStoreError('unavailable', 'log-in');
        onEvent({ type: 'login' });
        return holdToken(lease, lease.ttlMs);
      })
      .finally(() => {
        runningLogin = undefined;
      });
    return runningLogin;
  }

  /** The timer's work: renew, or log in again where renewing does not help. */
  async function maintain(): Promise<void> {
    const current = heldToken;
    if (isClosed || !current) return;
    const isNearMaximum = current.ttlMs < current.initialTtlMs / 2;
    if (current.isRenewable && (isStaticToken || !isNearMaximum)) {
      const outcome = await renew(current);
      if (outcome === 'renewed' || heldToken !== current || isClosed) return;
      if (outcome === 'unavailable') {
        const leftMs = current.expiresAt - clock.now();
        if (leftMs > 0) scheduleMaintenance(leftMs / 4);
        onEvent({ type: 'renew_failed', code: 'unavailable' });
        return;
      }
      onEvent({ type: 'renew_failed', code: 'denied' });
    }
    if (isStaticToken) return;
    try {
      await logIn();
    } catch {
      // The old token is good until it expires; then the next caller logs in.
      if (clock.now() < current.expiresAt) scheduleMaintenance(login.remainingMs());
    }
  }

  async function renew(current: HeldToken): Promise<'renewed' | 'refused' | 'unavailable'> {
    try {
      const response = await request({
        method: 'POST',
        path: 'auth/token/renew-self',
        body: {},
        token: current.token,
      });
      if (response.status === 200) {
        const lease = toTokenLease(response);
        if (heldToken === current && !isClosed)
          holdToken(lease, current.initialTtlMs, current.issuedAt);
        onEvent({ type: 'renew' });
        return 'renewed';
      }
      return response.status === 400 || response.status === 403 ? 'refused' : 'unavailable';
    } catch {
      return 'unavailable';
    }
  }

  async function lookUp(current: HeldToken): Promise<TokenState> {
    const response = await request({
      method: 'GET',
      path: 'auth/token/lookup-self',
      token: current.token,
    });
    const isYoung = !isStaticToken && clock.now() - current.issuedAt < MIN_REPLACEMENT_INTERVAL_MS;
    if (response.status === 403) {
      if (heldToken === current) {
        if (isYoung) return 'unknown_yet';
        heldToken = undefined;
        cancelTimer();
      }
      return 'gone';
    }
    if (response.status !== 200) throw new SecretStoreError(await deps.codeOf(response), 'log-in');
    return isYoung ? 'young' : 'alive';
  }

  return {
    token: async () => {
      if (isClosed) throw new SecretStoreError('unavailable', 'closed');
      if (heldToken && clock.now() < heldToken.expiresAt) return heldToken.token;
      return (await logIn()).token;
    },
    getTokenState: async (token) => {
      if (heldToken?.token !== token) return 'gone';
      runningLookup ??= lookUp(heldToken).finally(() => {
        runningLookup = undefined;
      });
      return runningLookup;
    },
    describe: async () => {
      const current = heldToken && clock.now() < heldToken.expiresAt ? heldToken : await logIn();
      return login.describe(current);
    },
    close: async () => {
      isClosed = true;
      cancelTimer();
      await runningLogin?.catch(() => undefined);
      const current = heldToken;
      heldToken = undefined;
      if (!current || isStaticToken) return;
      const path = 'auth/token/revoke-self';
      await request({ method: 'POST', path, body: {}, token: current.token }).catch(
        () => undefined,
      );
    },
  };
}
