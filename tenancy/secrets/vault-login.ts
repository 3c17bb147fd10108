import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Backoff, createBackoff } from './backoff.ts';
import { SecretStoreError } from './secret-store-error.ts';
import type {
  Clock,
  LoginInfo,
  SecretStoreAuth,
  SecretStoreCode,
  SecretStoreEvent,
} from './types.ts';
import type { VaultClient, VaultResponse } from './vault-client.ts';

/** A token and what is known of its life; 0 ms never ends. */
export interface TokenLease {
  token: string;
  ttlMs: number;
  isRenewable: boolean;
  /** How often it may be used; 0: as often as it is wanted. */
  uses: number;
}

/** Logging in, with back-off. */
export interface VaultLogin {
  /** @throws SecretStoreError; at once while backing off */
  run(): Promise<TokenLease>;
  /** Ms until another attempt makes sense. */
  remainingMs(): number;
  /** Asks Vault about a token that was given, and about the secret id as far as policies allow. */
  describe(lease: TokenLease): Promise<LoginInfo>;
}

/** What {@link createVaultLogin} needs. */
export interface LoginDeps {
  auth: SecretStoreAuth;
  request: VaultClient['request'];
  /** What a status that is not an answer means. */
  codeOf: (response: VaultResponse) => Promise<SecretStoreCode>;
  clock: Clock;
  random: () => number;
  /** Is told of each attempt that failed, not of each caller who was refused meanwhile. */
  onEvent: (event: SecretStoreEvent) => void;
}

const AUTH_RESPONSE = z.object({
  auth: z.object({
    client_token: z.string().min(1),
    lease_duration: z.number().nonnegative(),
    renewable: z.boolean(),
    num_uses: z.number().default(0),
  }),
});

const LOOKUP_RESPONSE = z.object({
  data: z.object({
    ttl: z.number().nonnegative(),
    renewable: z.boolean().default(false),
    num_uses: z.number().default(0),
    policies: z.array(z.string()).default([]),
    meta: z.object({ role_name: z.string().optional() }).nullish(),
  }),
});

const SECRET_ID_RESPONSE = z.object({ data: z.object({ secret_id_num_uses: z.number() }) });

/** As Vault allows them; it is part of a path. */
const ROLE_NAME_PATTERN = /^[\w.-]{1,128}$/;

/**
 * Two back-offs. An unreachable or sealed Vault is asked again after 1 s, at most every 30 s.
 * Refused credentials wait 4, 16, then 20 minutes: Vault locks a role after five failures no more
 * than 15 minutes apart, for all processes that use it. New credentials (a rotated file) are tried
 * at once.
 */
export function createVaultLogin({
  auth,
  request,
  codeOf,
  clock,
  random,
  onEvent,
}: LoginDeps): VaultLogin {
  const common = { failureThreshold: 1, clock, random };
  const outageBackoff = createBackoff({ ...common, initialMs: 1000, factor: 2, maxMs: 30_000 });
  let refusedCredential: { digest: string; backoff: Backoff } | undefined;
  let isFileMissing = false;

  async function attemptLogin(credential: string): Promise<TokenLease> {
    if ('token' in auth) {
      const response = await request({
        method: 'GET',
        path: 'auth/token/lookup-self',
        token: auth.token,
      });
      if (response.status !== 200) throw new SecretStoreError(await codeOf(response), 'log-in');
      const { data } = parseResponse(LOOKUP_RESPONSE, response);
      return {
        token: auth.token,
        ttlMs: data.ttl * 1000,
        isRenewable: data.renewable,
        uses: data.num_uses,
      };
    }
    const response = await request({
      method: 'POST',
      path: 'auth/approle/login',
      body: { role_id: auth.roleId, secret_id: credential },
    });
    // 400: not this secret id. 403, with the rest: locked out.
    if (response.status === 400 && response.body) throw new SecretStoreError('denied', 'log-in');
    if (response.status !== 200) throw new SecretStoreError(await codeOf(response), 'log-in');
    return toTokenLease(response);
  }

  /** A file that is missing is told once, until it is there. */
  async function loadCredential(): Promise<string> {
    try {
      const credential = await readCredential(auth);
      isFileMissing = false;
      return credential;
    } catch (error) {
      if (!isFileMissing) onEvent({ type: 'login_failed', code: 'unavailable' });
      isFileMissing = true;
      throw error;
    }
  }

  async function readSecretIdUses(role: string, token: string): Promise<number | null> {
    if (!('roleId' in auth) || !ROLE_NAME_PATTERN.test(role)) return null;
    const response = await request({
      method: 'POST',
      path: `auth/approle/role/${role}/secret-id/lookup`,
      body: { secret_id: await readCredential(auth) },
      token,
    });
    // Without leave to look, that is all there is to know.
    if (response.status !== 200) return null;
    const body = SECRET_ID_RESPONSE.safeParse(response.body);
    return body.success ? body.data.data.secret_id_num_uses : null;
  }

  return {
    describe: async ({ token, uses }) => {
      const response = await request({ method: 'GET', path: 'auth/token/lookup-self', token });
      if (response.status !== 200) throw new SecretStoreError(await codeOf(response), 'log-in');
      const { data } = parseResponse(LOOKUP_RESPONSE, response);
      return {
        tokenUses: uses || data.num_uses,
        secretIdUses: await readSecretIdUses(data.meta?.role_name ?? '', token),
        policies: data.policies,
      };
    },
    run: async () => {
      const credential = await loadCredential();
      const digest = createHash('sha256').update(credential).digest('hex');
      if (refusedCredential?.digest !== digest) refusedCredential = undefined;
      const refusal = refusedCredential?.backoff.currentRefusal() ?? outageBackoff.currentRefusal();
      if (refusal !== undefined) throw new SecretStoreError(refusal, 'log-in');
      try {
        const lease = await attemptLogin(credential);
        outageBackoff.recordSuccess();
        refusedCredential = undefined;
        return lease;
      } catch (error) {
        const code = error instanceof SecretStoreError ? error.code : 'unavailable';
        onEvent({ type: 'login_failed', code });
        if (code === 'denied') {
          outageBackoff.recordSuccess();
          refusedCredential ??= {
            digest,
            backoff: createBackoff({
              ...common,
              initialMs: 4 * 60_000,
              factor: 4,
              maxMs: 20 * 60_000,
            }),
          };
          refusedCredential.backoff.recordFailure(code);
        } else {
          outageBackoff.recordFailure(code);
        }
        throw new SecretStoreError(code, 'log-in');
      }
    },
    remainingMs: () =>
      Math.max(outageBackoff.remainingMs(), refusedCredential?.backoff.remainingMs() ?? 0),
  };
}

/** Reads the `auth` part of a log-in's or a renewal's answer. */
export function toTokenLease(response: VaultResponse): TokenLease {
  const { auth } = parseResponse(AUTH_RESPONSE, response);
  return {
    token: auth.client_token,
    ttlMs: auth.lease_duration * 1000,
    isRenewable: auth.renewable,
    uses: auth.num_uses,
  };
}

function parseResponse<T>(schema: z.ZodType<T>, response: VaultResponse): T {
  const result = schema.safeParse(response.body);
  if (!result.success) throw new SecretStoreError('bad_response', 'log-in');
  return result.data;
}

async function readCredential(auth: SecretStoreAuth): Promise<string> {
  if ('token' in auth) return auth.token;
  if ('secretId' in auth) return auth.secretId;
  try {
    return (await readFile(auth.secretIdFile, 'utf8')).trim();
  } catch {
    // Being replaced, perhaps. Nothing is sent, so nothing needs backing off.
    throw new SecretStoreError('unavailable', 'log-in');
  }
}
