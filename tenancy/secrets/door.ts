import { createBackoff } from './backoff.ts';
import { type CatchUp, createCatchUp, type IsBehind, LIKELY_BEHIND_MS } from './catch-up.ts';
import { type Answer, type Ask, createClient } from './client.ts';
import { systemClock } from './clock.ts';
import type { LoginFacts, SecretStoreCode, SecretStoreConfig } from './contract.ts';
import { SecretStoreError } from './error.ts';
import { readHealth } from './operations/health.ts';
import { createSession } from './session.ts';

/** One operation's request, and what is special about its answers. */
interface Request extends Omit<Ask, 'token'> {
  operation: string;
  /** What 400 means here; elsewhere it means that we and Vault do not understand each other. */
  badRequest?: SecretStoreCode;
  /** What a node that is behind may answer: then it is asked again. Named by what is asked for. */
  behind?: { what: string; when: IsBehind };
  /** Is shown each answer, for what its code does not tell. */
  look?: (answer: Answer) => void;
}

/** How operations speak to Vault: logged in, and with every failure already a SecretStoreError. */
export interface Door {
  /** Resolves with the body of a 200, or an empty one for a 204. */
  call(request: Request): Promise<Record<string, unknown>>;
  /** For what takes more than one call. */
  catchUp: CatchUp;
  describeLogin(): Promise<LoginFacts>;
  /** Without log-in or back-off; undefined if no answer came. */
  healthStatus(): Promise<Answer | undefined>;
  close(): Promise<void>;
}

/** Refused by a node that may not have heard of the token yet. */
class UnknownToken extends SecretStoreError {
  /** After how long it is believed that the refusal has another reason. */
  readonly #believedAfterMs: number;

  constructor(operation: string, believedAfterMs: number) {
    super('denied', operation);
    this.#believedAfterMs = believedAfterMs;
  }

  isBehind(waitedMs: number): boolean {
    return waitedMs < this.#believedAfterMs;
  }
}

/** Nothing was asked at all. */
class LoginFailed extends SecretStoreError {}

/** Opens the door; nothing is sent yet. */
export function createDoor(config: SecretStoreConfig): Door {
  const { clock = systemClock, random = Math.random, onEvent = () => undefined } = config;
  const client = createClient(config);
  const session = createSession({
    auth: config.auth,
    ask: client.ask,
    codeOf,
    clock,
    random,
    onEvent,
  });
  // A Vault that does not answer costs every caller a whole time-out: after three, they fail at once.
  const outage = createBackoff({
    after: 3,
    firstMs: 1000,
    factor: 2,
    maxMs: 15_000,
    clock,
    random,
  });
  const catchUp = createCatchUp({ catchUpMs: config.catchUpMs, clock });
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function healthStatus(): Promise<Answer | undefined> {
    return client.ask({ method: 'GET', path: 'sys/health' }).catch(() => undefined);
  }

  async function codeOf({ status, body }: Answer): Promise<SecretStoreCode> {
    // A sealed Vault, a standby without a leader and a proxy all say 503; only health tells them apart.
    if (status === 503) {
      return readHealth(await healthStatus()) === 'sealed' ? 'sealed' : 'unavailable';
    }
    if (status === 429) return 'rate_limited';
    // 412: an Enterprise replica that is behind. 3xx: a standby that points elsewhere; not followed.
    if (status === 412 || status >= 500 || (status >= 300 && status < 400)) return 'unavailable';
    if (!Array.isArray(body?.errors) && body?.data === undefined) return 'bad_response';
    if (status === 403) return 'denied';
    // What is absent has no message; one with a message is a path that no engine serves.
    const messages = Array.isArray(body.errors) ? body.errors.length : 0;
    return status === 404 && messages === 0 ? 'not_found' : 'bad_response';
  }

  async function askLoggedIn({ operation, method, path, body }: Request): Promise<Answer> {
    const ask = { method, path, ...(body === undefined ? {} : { body }) };
    for (let isReplaced = false; ; isReplaced = true) {
      const token = await session.token();
      const answer = await client.ask({ ...ask, token });
      if (answer.status !== 403) return answer;
      // What got 403 was not done, so that any operation may be asked again.
      const state = await session.stateOf(token);
      if (state === 'alive') return answer;
      if (state === 'gone' && !isReplaced) continue;
      throw new UnknownToken(operation, state === 'young' ? LIKELY_BEHIND_MS : Infinity);
    }
  }

  async function run(request: Request): Promise<Record<string, unknown>> {
    const refusal = outage.refusal();
    if (refusal !== undefined) throw new SecretStoreError(refusal, request.operation);
    let answer: Answer;
    try {
      answer = await askLoggedIn(request);
    } catch (error) {
      // Log-in has a back-off of its own; what it reports is passed on.
      if (error instanceof UnknownToken) throw error;
      if (error instanceof SecretStoreError) {
        throw new LoginFailed(error.code, request.operation);
      }
      outage.failed('unavailable');
      throw new SecretStoreError('unavailable', request.operation);
    }
    request.look?.(answer);
    if (answer.status === 204 || (answer.status === 200 && answer.body)) {
      outage.succeeded();
      return answer.body ?? {};
    }
    const special = answer.status === 400 && answer.body ? request.badRequest : undefined;
    const code = special ?? (await codeOf(answer));
    if (code === 'unavailable' || code === 'sealed') outage.failed(code);
    else outage.succeeded();
    throw new SecretStoreError(code, request.operation);
  }

  return {
    catchUp,
    describeLogin: async () => {
      if (closing) throw new SecretStoreError('unavailable', 'log-in');
      return session.describe();
    },
    call: async (request) => {
      if (closing) throw new SecretStoreError('unavailable', request.operation);
      const work = catchUp.until(
        request.behind?.what ?? 'token',
        () => run(request),
        async (error, waitedMs) =>
          error instanceof UnknownToken
            ? error.isBehind(waitedMs)
            : !(error instanceof LoginFailed) &&
              (await request.behind?.when(error, waitedMs)) === true,
      );
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    healthStatus,
    close: () => {
      catchUp.close();
      closing ??= Promise.allSettled(running)
        .then(() => session.close())
        .finally(client.close);
      return closing;
    },
  };
}
