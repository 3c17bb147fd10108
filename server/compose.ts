import { type Acts, bindActs, createOperationLimiter, type Deps } from '../domain/index.ts';
import {
  absentSecretStore,
  createSecretStore,
  createTenancy,
  type SecretStore,
  type Tenancy,
} from '../tenancy/index.ts';
import type { Env } from './env.ts';
import type { Logger } from './log.ts';
import { vaultLogin } from './vault-login.ts';

/** What each process is built on: the only tenancy of the process, and the acts bound to it. */
export interface House {
  tenancy: Tenancy;
  deps: Deps;
  acts: Acts;
  secrets: SecretStore;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** ms a statement may run where a person waits for the page or the answer. */
export const WAITED_FOR_MS = 4_000;
/** ms where nobody does. */
export const UNATTENDED_MS = 10_000;

export function compose(env: Env, log: Logger, statementMs: number): House {
  const secrets = env.VAULT_ADDR
    ? createSecretStore({
        url: env.VAULT_ADDR,
        auth: vaultLogin(env),
        onEvent: ({ type, code }) =>
          code ? log.warn({ type, code }, 'vault') : log.info({ type }, 'vault'),
      })
    : absentSecretStore();
  const vault = env.VAULT_ADDR ? new URL(env.VAULT_ADDR) : null;
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
      own: {
        allow: env.OWN_DATABASE_ALLOW,
        egress: env.OWN_DATABASE_EGRESS,
        maxSockets: env.OWN_DATABASE_SOCKETS,
        observeMs: env.MOVE_OBSERVE_MINUTES * 60_000,
      },
      ...(vault
        ? {
            vault: {
              host: vault.hostname,
              port: Number(vault.port) || (vault.protocol === 'https:' ? 443 : 80),
            },
          }
        : {}),
    },
    {
      secrets,
      onMove: ({ moveId, guildId, kind, step, problem }) =>
        log.info({ moveId, guildId, step, code: problem }, `move.${kind}`),
      onHintFailed: (guildId, error) => log.warn({ guildId, err: error }, 'tenancy.hint_failed'),
    },
  );
  const deps: Deps = { tenancy, now: Date.now, discordUrl: env.DISCORD_URL };
  return {
    tenancy,
    deps,
    acts: bindActs(deps, createOperationLimiter(env.RATE_LIMIT_PER_MINUTE / REQUESTS_PER_MINUTE)),
    secrets,
    async close() {
      await tenancy.close();
      await secrets.close();
    },
  };
}

/** RATE_LIMIT_PER_MINUTE as it is unless set; the limits of single operations follow it in proportion. */
const REQUESTS_PER_MINUTE = 600;

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
