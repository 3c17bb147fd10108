/** No room: as many calls wait as can be made in a time that somebody would wait. */
export class QueueFull extends Error {
  override name = 'QueueFull';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('the queue is full');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface FairQueueLimits {
  /** Calls that begin in a second. */
  perSecond: number;
  /** Calls that wait, in all, of one group, and of one caller. */
  maxWaiting: { all: number; group: number; caller: number };
}

export interface FairQueue {
  /**
   * Runs `call` when its group's turn comes: groups take turns, one call each.
   * @throws QueueFull at once when too much waits already, or what `call` throws
   */
  run<T>(who: { group: string; caller: string }, call: () => Promise<T>): Promise<T>;
}

interface Waiting {
  caller: string;
  start(): void;
}

/**
 * A bounded queue for calls that share one budget: however many calls one group or caller has, the
 * next group waits for one call of each, not for all of them.
 */
export function createFairQueue({ perSecond, maxWaiting }: FairQueueLimits): FairQueue {
  /** In the order of their turns; a Map remembers it. */
  const groups = new Map<string, Waiting[]>();
  const callers = new Map<string, number>();
  let waiting = 0;
  const everyMs = 1_000 / perSecond;
  /** Unused turns of the last second are kept, so that a quiet queue starts a page's calls together. */
  const burst = Math.max(1, Math.floor(perSecond));
  let turns = burst;
  let refilledAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  function refill(): void {
    const now = performance.now();
    turns = Math.min(burst, turns + (now - refilledAt) / everyMs);
    refilledAt = now;
  }

  function pump(): void {
    timer = undefined;
    refill();
    while (turns >= 1 && groups.size > 0) {
      turns -= 1;
      startNext();
    }
    if (groups.size > 0) timer = setTimeout(pump, Math.ceil((1 - turns) * everyMs));
  }

  function startNext(): void {
    const [group, calls] = groups.entries().next().value as [string, Waiting[]];
    const next = calls.shift() as Waiting;
    groups.delete(group);
    if (calls.length > 0) groups.set(group, calls);
    waiting -= 1;
    const ofCaller = (callers.get(next.caller) ?? 1) - 1;
    if (ofCaller > 0) callers.set(next.caller, ofCaller);
    else callers.delete(next.caller);
    next.start();
  }

  return {
    run({ group, caller }, call) {
      const calls = groups.get(group) ?? [];
      const ofCaller = callers.get(caller) ?? 0;
      if (
        waiting >= maxWaiting.all ||
        calls.length >= maxWaiting.group ||
        ofCaller >= maxWaiting.caller
      )
        return Promise.reject(new QueueFull(Math.ceil(waiting / perSecond) || 1));
      return new Promise((resolve, reject) => {
        calls.push({ caller, start: () => void call().then(resolve, reject) });
        groups.set(group, calls);
        callers.set(caller, ofCaller + 1);
        waiting += 1;
        if (!timer) pump();
      });
    },
  };
}
