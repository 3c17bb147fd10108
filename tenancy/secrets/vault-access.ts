import { createBackoff } from './backoff.ts';
import { systemClock } from './clock.ts';
import { readHealth } from './operations/health.ts';
import {
  createReplicaRetry,
  type IsStale,
  LIKELY_LAG_MS,
  type ReplicaRetry,
} from './replica-retry.ts';
import { SecretStoreError } from './secret-store-error.ts';
import { createTokenManager } from './token-manager.ts';
import type { LoginInfo, SecretStoreCode, SecretStoreConfig } from './types.ts';
import { createVaultClient, type VaultRequest, type VaultResponse } from './vault-client.ts';

/** One operation's request, and what is special about its answers. */
interface VaultOperation extends Omit<VaultRequest, 'token'> {
  operation: string;
  /** What 400 means here; elsewhere it means that we and Vault do not understand each other. */
  badRequest?: SecretStoreCode;
  /** What a node that is behind may answer: then it is asked again. Named by what is asked for. */
  staleRetry?: { key: string; isStale: IsStale };
  /** Is shown each answer, for what its code does not tell. */
  onResponse?: (answer: VaultResponse) => void;
}

/** How operations speak to Vault: logged in, and with every failure already a SecretStoreError. */
export interface VaultAccess {
  /** Resolves with the body of a 200, or an empty one for a 204. */
  execute(request: VaultOperation): Promise<Record<string, unknown>>;
  /** For what takes more than one call. */
  replicaRetry: ReplicaRetry;
  describeLogin(): Promise<LoginInfo>;
  /** Without log-in or back-off; undefined if no answer came. */
  healthStatus(): Promise<VaultResponse | undefined>;
  close(): Promise<void>;
}

/** Refused by a node that may not have heard of the token yet. */
class UnknownTokenError extends SecretStoreError {
  /** After how long it is believed that the refusal has another reason. */
  readonly #trustedAfterMs: number;

  constructor(operation: string, trustedAfterMs: number) {
    super('denied', operation);
    this.#trustedAfterMs = trustedAfterMs;
  }

  isStale(waitedMs: number): boolean {
    return waitedMs < this.#trustedAfterMs;
  }
}

/** Nothing was asked at all. */
class LoginFailedError extends SecretStoreError {}

/** Sends nothing yet. */
export function createVaultAccess(config: SecretStoreConfig): VaultAccess {
  const { clock = systemClock, random = Math.random, onEvent = () => undefined } = config;
  const client = createVaultClient(config);
  const tokenManager = createTokenManager({
    auth: config.auth,
    request: client.request,
    codeOf: toSecretStoreCode,
    clock,
    random,
    onEvent,
  });
  // A Vault that does not answer costs every caller a whole time-out: after three, they fail at
  // once.
  const outageBackoff = createBackoff({
    failureThreshold: 3,
    initialMs: 1000,
    factor: 2,
    maxMs: 15_000,
    clock,
    random,
  });
  const replicaRetry = createReplicaRetry({ maxReplicaLagMs: config.maxReplicaLagMs, clock });
  const runningOperations = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function healthStatus(): Promise<VaultResponse | undefined> {
    return client.request({ method: 'GET', path: 'sys/health' }).catch(() => undefined);
  }

  async function toSecretStoreCode({ status, body }: VaultResponse): Promise<SecretStoreCode> {
    // A sealed Vault, a standby without a leader and a proxy all say 503; only health tells them
    // apart.
    if (status === 503) {
      return readHealth(await healthStatus()) === 'sealed' ? 'sealed' : 'unavailable';
    }
    if (status === 429) return 'rate_limited';
    // 412: an Enterprise replica that is behind. 3xx: a standby that points elsewhere; not
    // followed.
    if (status === 412 || status >= 500 || (status >= 300 && status < 400)) return 'unavailable';
    if (!Array.isArray(body?.errors) && body?.data === undefined) return 'bad_response';
    if (status === 403) return 'denied';
    // What is absent has no message; one with a message is a path that no engine serves.
    const messages = Array.isArray(body.errors) ? body.errors.length : 0;
    return status === 404 && messages === 0 ? 'not_found' : 'bad_response';
  }

  async function requestWithToken({
    operation,
    method,
    path,
    body,
  }: VaultOperation): Promise<VaultResponse> {
    const vaultRequest = { method, path, ...(body === undefined ? {} : { body }) };
    for (let isTokenReplaced = false; ; isTokenReplaced = true) {
      const token = await tokenManager.token();
      const response = await client.request({ ...vaultRequest, token });
      if (response.status !== 403) return response;
      // What got 403 was not done, so that any operation may be asked again.
      const state = await tokenManager.getTokenState(token);
      if (state === 'alive') return response;
      if (state === 'gone' && !isTokenReplaced) continue;
      throw new UnknownTokenError(operation, state === 'young' ? LIKELY_LAG_MS : Infinity);
    }
  }

  async function runOperation(request: VaultOperation): Promise<Record<string, unknown>> {
    const refusal = outageBackoff.currentRefusal();
    if (refusal !== undefined) throw new SecretStoreError(refusal, request.operation);
    let response: VaultResponse;
    try {
      response = await requestWithToken(request);
    } catch (error) {
      // Log-in has a back-off of its own; what it reports is passed on.
      if (error instanceof UnknownTokenError) throw error;
      if (error instanceof SecretStoreError) {
        throw new LoginFailedError(error.code, request.operation);
      }
      outageBackoff.recordFailure('unavailable');
      throw new SecretStoreError('unavailable', request.operation);
    }
    request.onResponse?.(response);
    if (response.status === 204 || (response.status === 200 && response.body)) {
      outageBackoff.recordSuccess();
      return response.body ?? {};
    }
    const specialCode = response.status === 400 && response.body ? request.badRequest : undefined;
    const code = specialCode ?? (await toSecretStoreCode(response));
    if (code === 'unavailable' || code === 'sealed') outageBackoff.recordFailure(code);
    else outageBackoff.recordSuccess();
    throw new SecretStoreError(code, request.operation);
  }

  return {
    replicaRetry,
    describeLogin: async () => {
      if (closing) throw new SecretStoreError('unavailable', 'log-in');
      return tokenManager.describe();
    },
    execute: async (request) => {
      if (closing) throw new SecretStoreError('unavailable', request.operation);
      const work = replicaRetry.run(
        request.staleRetry?.key ?? 'token',
        () => runOperation(request),
        async (error, waitedMs) =>
          error instanceof UnknownTokenError
            ? error.isStale(waitedMs)
            : !(error instanceof LoginFailedError) &&
              (await request.staleRetry?.isStale(error, waitedMs)) === true,
      );
      runningOperations.add(work);
      try {
        return await work;
      } finally {
        runningOperations.delete(work);
      }
    },
    healthStatus,
    close: () => {
      replicaRetry.close();
      closing ??= Promise.allSettled(runningOperations)
        .then(() => tokenManager.close())
        .finally(client.close);
      return closing;
    },
  };
}
