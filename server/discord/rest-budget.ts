import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ControlAccess } from '../../tenancy/index.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';

const REPORT_INTERVAL_MS = 1_000;
/** What a process may call before its first report, calls per second. */
export const INITIAL_REST_PER_SECOND = 1;

/** Calls per second: of all processes together, and the most that this process takes of them. */
export interface RestLimits {
  budget: number;
  max: number;
}

export const toRestLimits = (env: Env): RestLimits => ({
  budget: env.DISCORD_REST_BUDGET,
  max: env.DISCORD_REST_PER_SECOND || env.DISCORD_REST_BUDGET,
});

/** What limits this process's REST calls to Discord. */
export interface LimitedCalls {
  setPerSecond(callsPerSecond: number): void;
  /** Calls since the last time and calls that wait. */
  takeDemand(): number;
}

export interface RestBudget {
  /** Frees this process's share. */
  stop(): Promise<void>;
}

/**
 * Shares Discord's limit of REST calls with the other processes of the deployment: once a second each
 * says how many it wants and takes its share. While the control database is unavailable, every process
 * keeps its last share.
 */
export function startRestBudget(
  control: Pick<ControlAccess, 'takeRestShare' | 'releaseRestShare'>,
  calls: LimitedCalls,
  { budget, max }: RestLimits,
  log: Logger,
): RestBudget {
  const processId = randomUUID();
  const stopController = new AbortController();
  const { signal } = stopController;
  let hasFailed = false;

  async function report(elapsedMs: number): Promise<void> {
    const demand = Math.min(max, (calls.takeDemand() * 1_000) / elapsedMs);
    try {
      const share = await control.takeRestShare({ processId, demand, budget });
      calls.setPerSecond(Math.min(max, share));
      hasFailed = false;
    } catch (err) {
      if (!hasFailed) log.warn({ err }, 'rest_budget.unavailable');
      hasFailed = true;
    }
  }

  const loop = (async () => {
    let elapsedMs = REPORT_INTERVAL_MS;
    while (!signal.aborted) {
      const reportedAt = performance.now();
      await report(elapsedMs);
      await wait(REPORT_INTERVAL_MS, undefined, { signal }).catch(() => {});
      elapsedMs = performance.now() - reportedAt;
    }
  })();
  return {
    async stop() {
      stopController.abort();
      await loop;
      // What is left of it ends by itself within seconds.
      await control.releaseRestShare(processId).catch(() => {});
    },
  };
}
