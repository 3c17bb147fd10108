import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, REST } from 'discord.js';
import { CallNotSentError } from './call-not-sent-error.ts';
import type { WorkerObserver } from './observer.ts';
import type { RestRateLimiter } from './rest-rate-limiter.ts';

/** What deliveries use of REST. */
export type DiscordCalls = Pick<REST, 'get' | 'post' | 'patch' | 'delete'>;

/** A process has 15 s to shut down: a call that hangs must end earlier. */
const CALL_TIMEOUT_MS = 10_000;
/** The share of a lease that one call may take, and the longest wait for a rate limit. */
const MAX_CALL_LEASE_SHARE = 0.25;
const MAX_RATE_LIMIT_WAIT_MS = 5_000;

/**
 * discord.js's own limit, as a share of ours. It counts from a first call for one second and then
 * holds back every guild's calls, so it must be reached only when calls of several seconds, which
 * waited for a channel's rate limit, leave together.
 */
const GLOBAL_LIMIT_SHARE = 1.1;

/** When a call may no longer be sent, epoch ms, and whether it was. */
interface CallDeadline {
  endsAt: number;
  isSent: boolean;
}
const deadlines = new AsyncLocalStorage<CallDeadline>();

/**
 * A REST client for deliveries. It never repeats a call: whether a failed one had its effect has to
 * be found out first (see deliver/find-on-discord.ts).
 */
export function createRestClient(
  config: { token: string; api: string; leaseMs: number; maxRestPerSecond: number },
  onResponse: WorkerObserver['onDiscordResponse'] = () => {},
): REST {
  const maxCallMs = config.leaseMs * MAX_CALL_LEASE_SHARE;
  return new REST({
    api: config.api,
    retries: 0,
    timeout: Math.min(CALL_TIMEOUT_MS, maxCallMs),
    globalRequestsPerSecond: Math.ceil(config.maxRestPerSecond * GLOBAL_LIMIT_SHARE),
    // Long rate limits are waited for in the outbox, not in a worker.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > Math.min(MAX_RATE_LIMIT_WAIT_MS, maxCallMs),
    // Checked right before sending. A timer would not do: a process that was frozen handles pending
    // I/O, and the calls queued behind it, before its timers run.
    makeRequest: async (url, init) => {
      const deadline = deadlines.getStore();
      if (deadline) {
        if (Date.now() >= deadline.endsAt) throw new CallNotSentError();
        deadline.isSent = true;
      }
      try {
        const response = await DefaultRestOptions.makeRequest(url, init);
        onResponse(response.status);
        return response;
      } catch (error) {
        onResponse(0);
        throw error;
      }
    },
  }).setToken(config.token);
}

export interface CallContext {
  rest: REST;
  limiter: RestRateLimiter;
  /** The guild whose share of the budget is used. */
  guildId: string;
  /** Aborted at shutdown: calls that were not sent are given up. */
  stopSignal: AbortSignal;
}

/**
 * The calls of one delivery. None is sent after `endsAt` (epoch ms), when another worker may have
 * taken the delivery over; calls in flight are aborted then.
 */
export function createCalls(context: CallContext, endsAt: number): DiscordCalls {
  const withDeadline =
    (method: keyof DiscordCalls): REST['get'] =>
    (route, options) =>
      sendCall(context, endsAt, (signal) => context.rest[method](route, { ...options, signal }));
  return {
    get: withDeadline('get'),
    post: withDeadline('post'),
    patch: withDeadline('patch'),
    delete: withDeadline('delete'),
  };
}

async function sendCall<T>(
  { limiter, guildId, stopSignal }: CallContext,
  endsAt: number,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await limiter.acquire(guildId, Math.max(0, endsAt - Date.now()));
  const deadline: CallDeadline = { endsAt, isSent: false };
  const signal = AbortSignal.timeout(Math.max(0, endsAt - Date.now()));
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abortIfUnsent = () => {
    if (deadline.isSent) return;
    // It is still in discord.js's queue, and fails there because its deadline has passed.
    deadline.endsAt = 0;
    reject(new CallNotSentError());
  };
  aborted.catch(() => {});
  if (stopSignal.aborted) abortIfUnsent();
  stopSignal.addEventListener('abort', abortIfUnsent, { once: true });
  try {
    return await Promise.race([deadlines.run(deadline, () => send(signal)), aborted]);
  } catch (error) {
    throw signal.aborted && !deadline.isSent ? new CallNotSentError() : error;
  } finally {
    stopSignal.removeEventListener('abort', abortIfUnsent);
  }
}
