import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, REST } from 'discord.js';
import { CallNotSentError } from './call-not-sent-error.ts';
import type { WorkerObserver } from './observer.ts';
import type { RestRateLimiter } from './rest-rate-limiter.ts';

/** What deliveries use of REST. */
export type DiscordCalls = Pick<REST, 'get' | 'post' | 'patch' | 'delete'>;

/** A process that is asked to stop has 15 s: a call that hangs must end before. */
const CALL_TIMEOUT_MS = 10_000;
/** So much of a lease one call may take, and so much one closed rate limit may be waited for. */
const MAX_CALL_LEASE_SHARE = 0.25;
const MAX_RATE_LIMIT_WAIT_MS = 5_000;
/** Discord's own limit for a bot; this process's share of it is RestBudget's. */
const DISCORD_CALLS_PER_SECOND = 50;

/** The time at which a call may no longer leave, and whether it did. */
interface CallDeadline {
  endsAt: number;
  isSent: boolean;
}
const deadlines = new AsyncLocalStorage<CallDeadline>();

/**
 * Discord over REST, for deliveries. It never repeats a call by itself: whether a call that broke
 * had its effect has to be found out first (see deliver/find.ts).
 */
export function createRestClient(
  config: { token: string; api: string; leaseMs: number },
  onResponse: WorkerObserver['onDiscordResponse'] = () => {},
): REST {
  const maxCallMs = config.leaseMs * MAX_CALL_LEASE_SHARE;
  return new REST({
    api: config.api,
    retries: 0,
    timeout: Math.min(CALL_TIMEOUT_MS, maxCallMs),
    globalRequestsPerSecond: DISCORD_CALLS_PER_SECOND,
    // A bucket that is shut for long is waited for in the outbox, not in a worker.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > Math.min(MAX_RATE_LIMIT_WAIT_MS, maxCallMs),
    // The last moment before the wire. A timer would not do: a process that was frozen hears what
    // came meanwhile, and goes on with what was queued behind it, before its timers run.
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
  /** Whose calls these are; the budget is shared out by it. */
  guildId: string;
  /** Aborted when the process is to stop: calls that have not left are given up. */
  stopSignal: AbortSignal;
}

/**
 * The calls of one delivery. None leaves after `endsAt` (epoch ms), when somebody else may have taken
 * the delivery over; one that left is cut then, be it in the middle of the answer.
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
    // It still stands in the library's queue, and finds there that its time is over.
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
