import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Backoff, createBackoff } from './backoff.ts';
import type { Answer, VaultClient } from './client.ts';
import type {
  Clock,
  LoginFacts,
  SecretStoreAuth,
  SecretStoreCode,
  SecretStoreEvent,
} from './contract.ts';
import { SecretStoreError } from './error.ts';

/** A token and what is known of its life; 0 ms never ends. */
export interface Lease {
  token: string;
  ttlMs: number;
  renewable: boolean;
  /** How often it may be used; 0: as often as it is wanted. */
  uses: number;
}

/** Logging in, with back-off. */
export interface Login {
  /** @throws SecretStoreError; at once while backing off */
  run(): Promise<Lease>;
  /** Ms until another attempt makes sense. */
  waitMs(): number;
  /** Asks Vault about a token that was given, and about the secret id as far as policies allow. */
  describe(lease: Lease): Promise<LoginFacts>;
}

/** What {@link createLogin} needs. */
export interface LoginParts {
  auth: SecretStoreAuth;
  ask: VaultClient['ask'];
  /** What a status that is not an answer means. */
  codeOf: (answer: Answer) => Promise<SecretStoreCode>;
  clock: Clock;
  random: () => number;
  /** Is told of each attempt that failed, not of each caller who was refused meanwhile. */
  onEvent: (event: SecretStoreEvent) => void;
}

const authBody = z.object({
  auth: z.object({
    client_token: z.string().min(1),
    lease_duration: z.number().nonnegative(),
    renewable: z.boolean(),
    num_uses: z.number().default(0),
  }),
});

const lookupBody = z.object({
  data: z.object({
    ttl: z.number().nonnegative(),
    renewable: z.boolean().default(false),
    num_uses: z.number().default(0),
    policies: z.array(z.string()).default([]),
    meta: z.object({ role_name: z.string().optional() }).nullish(),
  }),
});

const secretIdBody = z.object({ data: z.object({ secret_id_num_uses: z.number() }) });

/** As Vault allows them; it stands in a path. */
const roleName = /^[\w.-]{1,128}$/;

/**
 * Two back-offs. An unreachable or sealed Vault is asked again after 1 s, at most every 30 s.
 * Refused credentials wait 4, 16, then 20 minutes: Vault locks a role after five failures no more
 * than 15 minutes apart, for all processes that use it. New credentials (a rotated file) are tried at once.
 */
export function createLogin({ auth, ask, codeOf, clock, random, onEvent }: LoginParts): Login {
  const common = { after: 1, clock, random };
  const outage = createBackoff({ ...common, firstMs: 1000, factor: 2, maxMs: 30_000 });
  let refused: { digest: string; backoff: Backoff } | undefined;
  let isFileMissing = false;

  async function attempt(credential: string): Promise<Lease> {
    if ('token' in auth) {
      const answer = await ask({
        method: 'GET',
        path: 'auth/token/lookup-self',
        token: auth.token,
      });
      if (answer.status !== 200) throw new SecretStoreError(await codeOf(answer), 'log-in');
      const { data } = read(lookupBody, answer);
      return {
        token: auth.token,
        ttlMs: data.ttl * 1000,
        renewable: data.renewable,
        uses: data.num_uses,
      };
    }
    const answer = await ask({
      method: 'POST',
      path: 'auth/approle/login',
      body: { role_id: auth.roleId, secret_id: credential },
    });
    // 400: not this secret id. 403, with the rest: locked out.
    if (answer.status === 400 && answer.body) throw new SecretStoreError('denied', 'log-in');
    if (answer.status !== 200) throw new SecretStoreError(await codeOf(answer), 'log-in');
    return leaseOf(answer);
  }

  /** A file that is missing is told once, until it is there. */
  async function credentialOf(): Promise<string> {
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

  async function secretIdUses(role: string, token: string): Promise<number | null> {
    if (!('roleId' in auth) || !roleName.test(role)) return null;
    const answer = await ask({
      method: 'POST',
      path: `auth/approle/role/${role}/secret-id/lookup`,
      body: { secret_id: await readCredential(auth) },
      token,
    });
    // Without leave to look, that is all there is to know.
    if (answer.status !== 200) return null;
    const body = secretIdBody.safeParse(answer.body);
    return body.success ? body.data.data.secret_id_num_uses : null;
  }

  return {
    describe: async ({ token, uses }) => {
      const answer = await ask({ method: 'GET', path: 'auth/token/lookup-self', token });
      if (answer.status !== 200) throw new SecretStoreError(await codeOf(answer), 'log-in');
      const { data } = read(lookupBody, answer);
      return {
        tokenUses: uses || data.num_uses,
        secretIdUses: await secretIdUses(data.meta?.role_name ?? '', token),
        policies: data.policies,
      };
    },
    run: async () => {
      const credential = await credentialOf();
      const digest = createHash('sha256').update(credential).digest('hex');
      if (refused?.digest !== digest) refused = undefined;
      const refusal = refused?.backoff.refusal() ?? outage.refusal();
      if (refusal !== undefined) throw new SecretStoreError(refusal, 'log-in');
      try {
        const lease = await attempt(credential);
        outage.succeeded();
        refused = undefined;
        return lease;
      } catch (error) {
        const code = error instanceof SecretStoreError ? error.code : 'unavailable';
        onEvent({ type: 'login_failed', code });
        if (code === 'denied') {
          outage.succeeded();
          refused ??= {
            digest,
            backoff: createBackoff({
              ...common,
              firstMs: 4 * 60_000,
              factor: 4,
              maxMs: 20 * 60_000,
            }),
          };
          refused.backoff.failed(code);
        } else {
          outage.failed(code);
        }
        throw new SecretStoreError(code, 'log-in');
      }
    },
    waitMs: () => Math.max(outage.waitMs(), refused?.backoff.waitMs() ?? 0),
  };
}

/** Reads the `auth` part of a log-in's or a renewal's answer. */
export function leaseOf(answer: Answer): Lease {
  const { auth } = read(authBody, answer);
  return {
    token: auth.client_token,
    ttlMs: auth.lease_duration * 1000,
    renewable: auth.renewable,
    uses: auth.num_uses,
  };
}

function read<T>(schema: z.ZodType<T>, answer: Answer): T {
  const result = schema.safeParse(answer.body);
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
