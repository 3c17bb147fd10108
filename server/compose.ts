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

export function compose(env: Env, log: Logger): House {
  const tenancy = createTenancy(
    {
      control: env.control,
      regions: env.regions,
      poolLimits: {
        max: env.POOL_MAX,
        acquireMs: env.POOL_TIMEOUT_MS,
        connectMs: env.POOL_TIMEOUT_MS,
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
 * @returns false when it was told to stop waiting
 */
export async function untilReachable(
  tenancy: Tenancy,
  log: Logger,
  stopped: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; !stopped.aborted; tries++) {
    const away = await tenancy.unreachable();
    if (away.length === 0) return true;
    log.warn({ databases: away, code: 'database_unreachable' }, 'start.waiting');
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
