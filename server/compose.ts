import { type Acts, bindActs, type Deps } from '../domain/index.ts';
import { createTenancy, type Tenancy } from '../tenancy/index.ts';
import type { Env } from './env.ts';
import type { Logger } from './log.ts';

/** What each process is built on: the only tenancy of the process, and the acts bound to it. */
export interface House {
  tenancy: Tenancy;
  deps: Deps;
  acts: Acts;
}

/** ms a statement may run where a person waits for the page or the answer. */
export const WAITED_FOR_MS = 4_000;
/** ms where nobody does. */
export const UNATTENDED_MS = 10_000;

export function compose(env: Env, log: Logger, statementMs: number): House {
  const tenancy = createTenancy(
    {
      control: env.control,
      regions: env.regions,
      poolLimits: {
        max: env.POOL_MAX,
        acquireMs: env.POOL_TIMEOUT_MS,
        connectMs: env.POOL_TIMEOUT_MS,
        statementMs,
      },
    },
    {
      onHintFailed: (guildId, error) => log.warn({ guildId, err: error }, 'tenancy.hint_failed'),
    },
  );
  const deps: Deps = { tenancy, now: Date.now, discordUrl: env.DISCORD_URL };
  return { tenancy, deps, acts: bindActs(deps) };
}

const WAITS_MS = [500, 1_000, 2_000, 5_000, 10_000];

/**
 * Waits until every database answers, saying which one does not.
 * @param needed what is waited for, when not everything is: a region that is away must not keep the
 * guilds of the others waiting
 * @returns false when it was told to stop waiting
 */
export async function untilReachable(
  tenancy: Tenancy,
  log: Logger,
  stopped: AbortSignal,
  needed: 'all' | 'control' = 'all',
): Promise<boolean> {
  for (let tries = 0; !stopped.aborted; tries++) {
    const away = await tenancy.unreachable();
    const isEnough = needed === 'all' ? away.length === 0 : !away.includes('control');
    if (away.length > 0)
      log.warn(
        { databases: away, code: 'database_unreachable' },
        isEnough ? 'start.without' : 'start.waiting',
      );
    if (isEnough) return true;
    const wait = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      stopped.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return false;
}
