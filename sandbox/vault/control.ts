import { randomUUID } from 'node:crypto';
import type { LoggedRequest } from './http.ts';
import type { VaultServer } from './types.ts';

/** Switches for tests and demos; none of them exists over HTTP. */
export interface VaultControl {
  seal(): void;
  unseal(): void;
  /** `'no-active'` answers 503; `{redirect}` answers 307 to that origin; false is active again. */
  setStandby(mode: false | 'no-active' | { redirect: string }): void;
  /** Answers 429 to everything but health. */
  setQuotaExceeded(isEnabled: boolean): void;
  /** Delays every answer. */
  setDelay(ms: number): void;
  /** Answers as a standby that is so far behind; 0 as the active node. */
  setReplicationLag(ms: number): void;
  /** Answers every request with 200 and an HTML page, as a captive portal or a proxy does. */
  setHtmlResponse(isEnabled: boolean): void;
  /** Ends one token, or all but root. */
  expireToken(token?: string): void;
  /** Gives a role a new secret id; the old one is refused from now on. */
  rotateSecretId(role: string): string;
  /**
   * How often tokens of a role, and its secret id, may be used from now on; 0: as often as one
   * likes.
   */
  setUseLimits(role: string, uses: { token?: number; secretId?: number }): void;
  /** How long tokens of a role live, for log-ins from now on. */
  setTokenTtl(role: string, ttlSeconds: number, maxTtlSeconds?: number): void;
  /** The last thousand requests, without any value. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
}

/** Builds the switches. */
export function createControl(
  vault: VaultServer,
  requests: LoggedRequest[],
  save: () => void,
): VaultControl {
  const { faults, state } = vault;
  const getRole = (name: string) => {
    const role = state.roles[name];
    if (!role) throw new Error(`no role ${name}`);
    return role;
  };
  return {
    seal: () => {
      faults.sealed = true;
    },
    unseal: () => {
      faults.sealed = false;
    },
    setStandby: (mode) => {
      faults.standby = mode;
    },
    setQuotaExceeded: (isEnabled) => {
      faults.isQuotaExceeded = isEnabled;
    },
    setDelay: (ms) => {
      faults.delayMs = ms;
    },
    setReplicationLag: (ms) => {
      faults.lagMs = ms;
    },
    setHtmlResponse: (isEnabled) => {
      faults.isHtmlResponse = isEnabled;
    },
    expireToken: (token) => {
      if (token === undefined) state.tokens = {};
      else delete state.tokens[token];
      save();
    },
    rotateSecretId: (name) => {
      const role = getRole(name);
      role.secretId = randomUUID();
      save();
      return role.secretId;
    },
    setTokenTtl: (name, ttlSeconds, maxTtlSeconds = 0) => {
      Object.assign(getRole(name), { ttlSeconds, maxTtlSeconds });
      save();
    },
    setUseLimits: (name, { token = 0, secretId = 0 }) => {
      Object.assign(getRole(name), { tokenUses: token, secretIdUses: secretId, secretIdUsed: 0 });
      save();
    },
    requests,
    clearRequests: () => {
      requests.length = 0;
    },
  };
}
