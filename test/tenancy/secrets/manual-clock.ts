import type { Clock } from '../../../tenancy/secrets/index.ts';

/** A clock that stands still until told. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due. */
  advance(ms: number): void;
  /** Every delay that was asked for, in ms. */
  readonly delays: number[];
  /** Timers waiting now. */
  pendingTimers(): number;
}

/** Starts at the real time, so that a server with the same clock agrees on expiry. */
export function createManualClock(): ManualClock {
  let now = Date.now();
  let timers: { at: number; callback: () => void }[] = [];
  const delays: number[] = [];
  return {
    now: () => now,
    after: (ms, callback) => {
      delays.push(ms);
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance: (ms) => {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.callback();
    },
    delays,
    pendingTimers: () => timers.length,
  };
}
