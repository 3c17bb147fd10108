import { randomUUID } from 'node:crypto';
import type { LoggedRequest } from './http.ts';
import type { Vault } from './types.ts';

/** Switches for tests and demos; none of them exists over HTTP. */
export interface VaultControl {
  seal(): void;
  unseal(): void;
  /** `'no-active'` answers 503; `{redirect}` answers 307 to that origin; false is active again. */
  standby(mode: false | 'no-active' | { redirect: string }): void;
  /** Answers 429 to everything but health. */
  quota(on: boolean): void;
  /** Delays every answer. */
  slow(ms: number): void;
  /** Answers as a standby that is so far behind; 0 as the active node. */
  lag(ms: number): void;
  /** Answers every request with 200 and an HTML page, as a captive portal or a proxy does. */
  htmlPage(on: boolean): void;
  /** Ends one token, or all but root. */
  expireToken(token?: string): void;
  /** Gives a role a new secret id; the old one is refused from now on. */
  rotateSecretId(role: string): string;
  /** How often tokens of a role, and its secret id, may be used from now on; 0: as often as one likes. */
  limitUses(role: string, uses: { token?: number; secretId?: number }): void;
  /** How long tokens of a role live, for log-ins from now on. */
  tokenTtl(role: string, ttlSeconds: number, maxTtlSeconds?: number): void;
  /** The last thousand requests, without any value. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
}

/** Builds the switches. */
export function createControl(
  vault: Vault,
  requests: LoggedRequest[],
  saved: () => void,
): VaultControl {
  const { moods, state } = vault;
  const roleNamed = (name: string) => {
    const role = state.roles[name];
    if (!role) throw new Error(`no role ${name}`);
    return role;
  };
  return {
    seal: () => {
      moods.sealed = true;
    },
    unseal: () => {
      moods.sealed = false;
    },
    standby: (mode) => {
      moods.standby = mode;
    },
    quota: (on) => {
      moods.quota = on;
    },
    slow: (ms) => {
      moods.slowMs = ms;
    },
    lag: (ms) => {
      moods.lagMs = ms;
    },
    htmlPage: (on) => {
      moods.html = on;
    },
    expireToken: (token) => {
      if (token === undefined) state.tokens = {};
      else delete state.tokens[token];
      saved();
    },
    rotateSecretId: (name) => {
      const role = roleNamed(name);
      role.secretId = randomUUID();
      saved();
      return role.secretId;
    },
    tokenTtl: (name, ttlSeconds, maxTtlSeconds = 0) => {
      Object.assign(roleNamed(name), { ttlSeconds, maxTtlSeconds });
      saved();
    },
    limitUses: (name, { token = 0, secretId = 0 }) => {
      Object.assign(roleNamed(name), { tokenUses: token, secretIdUses: secretId, secretIdUsed: 0 });
      saved();
    },
    requests,
    clearRequests: () => {
      requests.length = 0;
    },
  };
}
