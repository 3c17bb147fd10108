import {
  bindOperations,
  bindOperatorOperations,
  bindSystemOperations,
  createOperationLimiter,
  type Deps,
  type Operations,
  type OperatorOperations,
  type SystemOperations,
} from '../domain/index.ts';
import {
  createSecretStore,
  createTenancy,
  createUnavailableSecretStore,
  type SecretStore,
  type Tenancy,
} from '../tenancy/index.ts';
import type { Env } from './env.ts';
import { createOperationMetrics, type OperationMetrics } from './health/operation-metrics.ts';
import type { Logger } from './log.ts';
import { toPlanOffers } from './plan-offers.ts';
import { createVaultAuth } from './vault-auth.ts';

/** What each process is built on: its only tenancy, and the operations bound to it. */
export interface AppServices {
  tenancy: Tenancy;
  deps: Deps;
  operations: Operations;
  operatorOperations: OperatorOperations;
  systemOperations: SystemOperations;
  operationMetrics: OperationMetrics;
  secrets: SecretStore;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** Statement timeout where a person waits, ms. */
export const INTERACTIVE_STATEMENT_TIMEOUT_MS = 4_000;
/** Statement timeout of background work, ms. */
export const BACKGROUND_STATEMENT_TIMEOUT_MS = 10_000;

export function createAppServices(env: Env, log: Logger, statementTimeoutMs: number): AppServices {
  const secrets = env.VAULT_ADDR
    ? createSecretStore({
        url: env.VAULT_ADDR,
        auth: createVaultAuth(env),
        onEvent: ({ type, code }) =>
          code ? log.warn({ type, code }, 'vault') : log.info({ type }, 'vault'),
      })
    : createUnavailableSecretStore();
  const vault = env.VAULT_ADDR ? new URL(env.VAULT_ADDR) : null;
  const tenancy = createTenancy(
    {
      control: env.control,
      regions: env.regions,
      poolLimits: {
        max: env.POOL_MAX,
        acquireMs: env.POOL_TIMEOUT_MS,
        connectMs: env.POOL_TIMEOUT_MS,
        statementMs: statementTimeoutMs,
      },
      customerDatabases: {
        allowedAddresses: env.OWN_DATABASE_ALLOW,
        egressAddresses: env.OWN_DATABASE_EGRESS,
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
      onMoveEvent: ({ moveId, guildId, kind, step, problem }) =>
        log.info({ moveId, guildId, step, code: problem }, `move.${kind}`),
      onHookFailed: (guildId, error) => log.warn({ guildId, err: error }, 'tenancy.hint_failed'),
    },
  );
  const operationMetrics = createOperationMetrics();
  const { observe } = operationMetrics;
  const deps: Deps = {
    tenancy,
    now: Date.now,
    discordUrl: env.DISCORD_URL,
    asksPlatforms: env.TRACK_INFO === 'true',
    offers: toPlanOffers(env),
  };
  return {
    tenancy,
    deps,
    operationMetrics,
    operations: bindOperations(deps, {
      observe,
      limiter: createOperationLimiter(env.RATE_LIMIT_PER_MINUTE / DEFAULT_REQUESTS_PER_MINUTE),
    }),
    operatorOperations: bindOperatorOperations(deps, { observe }),
    systemOperations: bindSystemOperations(deps, { observe }),
    secrets,
    async close() {
      await tenancy.close();
      await secrets.close();
    },
  };
}

/**
 * RATE_LIMIT_PER_MINUTE as it is unless set; the limits of single operations follow it in
 * proportion.
 */
const DEFAULT_REQUESTS_PER_MINUTE = 600;

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000];

/**
 * Waits until the databases are reachable, and logs which are not.
 * @param required `control`: an unreachable region must not delay the guilds of the others
 * @returns false when it was stopped
 */
export async function waitUntilReachable(
  tenancy: Tenancy,
  log: Logger,
  stopSignal: AbortSignal,
  required: 'all' | 'control' = 'all',
): Promise<boolean> {
  for (let attempt = 0; !stopSignal.aborted; attempt++) {
    const unreachable = await tenancy.listUnreachable();
    const isEnough =
      required === 'all' ? unreachable.length === 0 : !unreachable.includes('control');
    if (unreachable.length > 0)
      log.warn(
        { databases: unreachable, code: 'database_unreachable' },
        isEnough ? 'start.without' : 'start.waiting',
      );
    if (isEnough) return true;
    const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      stopSignal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return false;
}
