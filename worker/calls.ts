import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, REST } from 'discord.js';
import { OutOfTimeError } from './out-of-time.ts';
import type { RestBudget } from './rest-budget.ts';

/** What deliveries use of REST. */
export type Calls = Pick<REST, 'get' | 'post' | 'patch' | 'delete'>;

/** A process that is asked to stop has 15 s: a call that hangs must end before. */
const CALL_MS = 10_000;
/** So much of a lease one call may take, and so much one closed rate limit may be waited for. */
const CALL_SHARE = 0.25;
const WAIT_MS = 5_000;
/** Discord's own limit for a bot; this process's share of it is RestBudget's. */
const DISCORD_PER_SECOND = 50;

/** The time at which a call may no longer leave, and whether it did. */
interface Bound {
  endsAt: number;
  hasLeft: boolean;
}
const bounds = new AsyncLocalStorage<Bound>();

/**
 * Discord over REST, for deliveries. It never repeats a call by itself: whether a call that broke
 * had its effect has to be found out first (see deliver/find.ts).
 */
export function createRest(config: { token: string; api: string; leaseMs: number }): REST {
  const share = config.leaseMs * CALL_SHARE;
  return new REST({
    api: config.api,
    retries: 0,
    timeout: Math.min(CALL_MS, share),
    globalRequestsPerSecond: DISCORD_PER_SECOND,
    // A bucket that is shut for long is waited for in the outbox, not in a worker.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > Math.min(WAIT_MS, share),
    // The last moment before the wire. A timer would not do: a process that was frozen hears what
    // came meanwhile, and goes on with what was queued behind it, before its timers run.
    makeRequest: (url, init) => {
      const bound = bounds.getStore();
      if (bound) {
        if (Date.now() >= bound.endsAt) throw new OutOfTimeError();
        bound.hasLeft = true;
      }
      return DefaultRestOptions.makeRequest(url, init);
    },
  }).setToken(config.token);
}

export interface CallContext {
  rest: REST;
  budget: RestBudget;
  /** Whose calls these are; the budget is shared out by it. */
  guildId: string;
  /** Aborted when the process is to stop: calls that have not left are given up. */
  stopping: AbortSignal;
}

/**
 * The calls of one delivery. None leaves after `endsAt` (epoch ms), when somebody else may have taken
 * the delivery over; one that left is cut then, be it in the middle of the answer.
 */
export function callsUntil(context: CallContext, endsAt: number): Calls {
  const bounded =
    (method: keyof Calls): REST['get'] =>
    (route, options) =>
      call(context, endsAt, (signal) => context.rest[method](route, { ...options, signal }));
  return {
    get: bounded('get'),
    post: bounded('post'),
    patch: bounded('patch'),
    delete: bounded('delete'),
  };
}

async function call<T>(
  { budget, guildId, stopping }: CallContext,
  endsAt: number,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await budget.take(guildId, Math.max(0, endsAt - Date.now()));
  const bound: Bound = { endsAt, hasLeft: false };
  const signal = AbortSignal.timeout(Math.max(0, endsAt - Date.now()));
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const giveUp = () => {
    if (bound.hasLeft) return;
    // It still stands in the library's queue, and finds there that its time is over.
    bound.endsAt = 0;
    reject(new OutOfTimeError());
  };
  stopped.catch(() => {});
  if (stopping.aborted) giveUp();
  stopping.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([bounds.run(bound, () => send(signal)), stopped]);
  } catch (error) {
    throw signal.aborted && !bound.hasLeft ? new OutOfTimeError() : error;
  } finally {
    stopping.removeEventListener('abort', giveUp);
  }
}
