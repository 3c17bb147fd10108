/** The queue is full: a further call would wait longer than people do. */
export class QueueFullError extends Error {
  override name = 'QueueFullError';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('the queue is full');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface FairQueueLimits {
  /** Calls that start per second. */
  perSecond: number;
  /** Waiting calls in total, per group and per caller, at so many per second. */
  maxWaiting(perSecond: number): { all: number; group: number; caller: number };
}

export interface FairQueue {
  /**
   * Runs `call` when its group's turn comes: groups take turns, one call each.
   * @throws QueueFullError at once when too many calls wait; what `call` throws
   */
  run<T>(origin: { group: string; caller: string }, call: () => Promise<T>): Promise<T>;
  /** Changes how many calls start per second. */
  setPerSecond(perSecond: number): void;
  /** Calls that started since the last time and calls that wait. */
  takeDemand(): number;
}

interface QueuedCall {
  caller: string;
  start(): void;
}

/**
 * A bounded queue for calls that share one budget. Groups take turns of one call, so a group with
 * many calls delays the others by one call each.
 */
export function createFairQueue(limits: FairQueueLimits): FairQueue {
  let { perSecond } = limits;
  /** In the order of their turns, which a Map keeps. */
  const groups = new Map<string, QueuedCall[]>();
  const callers = new Map<string, number>();
  let waiting = 0;
  let startedCount = 0;
  /**
   * Unused calls of the last second are kept, so that a quiet queue starts a page's calls together.
   */
  const burst = () => Math.max(1, Math.floor(perSecond));
  let tokens = burst();
  let refilledAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  function refill(): void {
    const now = performance.now();
    tokens = Math.min(burst(), tokens + ((now - refilledAt) * perSecond) / 1_000);
    refilledAt = now;
  }

  function pump(): void {
    clearTimeout(timer);
    timer = undefined;
    refill();
    while (tokens >= 1 && groups.size > 0) {
      tokens -= 1;
      startNext();
    }
    if (groups.size > 0) timer = setTimeout(pump, Math.ceil(((1 - tokens) * 1_000) / perSecond));
  }

  function startNext(): void {
    const [group, calls] = groups.entries().next().value as [string, QueuedCall[]];
    const next = calls.shift() as QueuedCall;
    groups.delete(group);
    if (calls.length > 0) groups.set(group, calls);
    waiting -= 1;
    startedCount += 1;
    const callerCount = (callers.get(next.caller) ?? 1) - 1;
    if (callerCount > 0) callers.set(next.caller, callerCount);
    else callers.delete(next.caller);
    next.start();
  }

  return {
    run({ group, caller }, call) {
      const calls = groups.get(group) ?? [];
      const callerCount = callers.get(caller) ?? 0;
      const maxWaiting = limits.maxWaiting(perSecond);
      if (
        waiting >= maxWaiting.all ||
        calls.length >= maxWaiting.group ||
        callerCount >= maxWaiting.caller
      )
        return Promise.reject(new QueueFullError(Math.ceil(waiting / perSecond) || 1));
      return new Promise((resolve, reject) => {
        calls.push({ caller, start: () => void call().then(resolve, reject) });
        groups.set(group, calls);
        callers.set(caller, callerCount + 1);
        waiting += 1;
        if (!timer) pump();
      });
    },
    setPerSecond(next) {
      refill();
      perSecond = next;
      pump();
    },
    takeDemand() {
      const demand = startedCount + waiting;
      startedCount = 0;
      return demand;
    },
  };
}
