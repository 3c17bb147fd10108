import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, REST } from 'discord.js';

/** What deliveries use of REST. */
export type Calls = Pick<REST, 'get' | 'post' | 'patch' | 'delete'>;

/** A process that is asked to stop has 15 s: a call that hangs must end before. */
const CALL_MS = 10_000;
/** So much of a lease one call may take, and so much one closed rate limit may be waited for. */
const CALL_SHARE = 0.25;
const WAIT_MS = 5_000;

/** The time at which a call may no longer leave, and whether it did. */
interface Bound {
  endsAt: number;
  hasLeft: boolean;
}
const bounds = new AsyncLocalStorage<Bound>();

/** A call did not leave before its time was over: Discord knows nothing of it. */
export class OutOfTimeError extends Error {}

/**
 * Discord over REST, for deliveries. It never repeats a call by itself: whether a call that broke
 * had its effect has to be found out first (see deliver/find.ts).
 */
export function createRest(config: {
  token: string;
  api: string;
  restPerSecond: number;
  leaseMs: number;
}): REST {
  const share = config.leaseMs * CALL_SHARE;
  return new REST({
    api: config.api,
    retries: 0,
    timeout: Math.min(CALL_MS, share),
    globalRequestsPerSecond: config.restPerSecond,
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

/**
 * The calls of one delivery. None leaves after `endsAt` (epoch ms), when somebody else may have taken
 * the delivery over; one that left is cut then, be it in the middle of the answer.
 */
export function callsUntil(rest: REST, endsAt: number): Calls {
  const bounded =
    (method: keyof Calls): REST['get'] =>
    async (route, options) => {
      const bound: Bound = { endsAt, hasLeft: false };
      const signal = AbortSignal.timeout(Math.max(0, endsAt - Date.now()));
      try {
        return await bounds.run(bound, () => rest[method](route, { ...options, signal }));
      } catch (error) {
        throw signal.aborted && !bound.hasLeft ? new OutOfTimeError() : error;
      }
    };
  return {
    get: bounded('get'),
    post: bounded('post'),
    patch: bounded('patch'),
    delete: bounded('delete'),
  };
}
