import type { ExecutionContext } from 'ava';
import { deployCommands } from '../../bot/index.ts';
import { type LocalDiscord, startLocalDiscord } from '../../sandbox/discord/index.ts';
import { anyPort } from '../../sandbox/machine/ports.ts';
import { type LocalVault, startLocalVault } from '../../sandbox/vault/index.ts';
import {
  LOCAL_APP,
  type LocalRole,
  localEnvironment,
  roleVariables,
} from '../../sandbox/world/environment.ts';
import { type Env, readEnv } from '../../server/env.ts';
import type { Logger } from '../../server/log.ts';
import { runBot } from '../../server/processes/bot.ts';
import type { Running } from '../../server/processes/running.ts';
import { runServer } from '../../server/processes/server.ts';
import { runWorker } from '../../server/processes/worker.ts';
import { createSecretStore, createTenancy, type Tenancy } from '../../tenancy/index.ts';
import { houseLog } from './house-log.ts';
import { type StorageUrls, tenancyConfig, testDatabases, VAULT_LAG_MS } from './storage.ts';
import { openWay, type Way } from './way.ts';

type Teardown = Pick<ExecutionContext, 'teardown'>;

export interface House {
  env: Env;
  /** The variables, for processes of one's own. */
  variables: Record<string, string>;
  discord: LocalDiscord;
  /** The test's own door, beside those of the processes. */
  tenancy: Tenancy;
  log: Logger;
  url: string;
}

export interface StartedHouse extends House {
  vault: LocalVault;
  /** The processes' ways to the databases, which a test can take away; its own door has another. */
  ways: { control: Way; region: Way };
}

const PATIENT_DEADLINE_MS = 20_000;
const RUN = { server: runServer, bot: runBot, worker: runWorker };
export type ProcessName = keyof typeof RUN;

/**
 * Everything that a test needs, real but for Discord's and Vault's servers: databases of its own, the
 * processes it names (in this one, by the composition roots that production uses), stopped in order.
 * A call that the local Discord does not know fails the test.
 */
export async function startHouse(
  t: Teardown & Partial<Pick<ExecutionContext, 'fail'>>,
  options: {
    processes?: readonly ProcessName[];
    regions?: readonly string[];
    /** Instead of new databases on the run's Postgres. */
    databases?: StorageUrls;
    rateLimits?: boolean;
    variables?: Record<string, string>;
    clientFolder?: string;
    /** Discord's three seconds for an answer, as they are; other tests may run on a busy machine. */
    strictDeadline?: boolean;
    /** Instead of what is told when a test of the file fails. */
    log?: Logger;
  } = {},
): Promise<StartedHouse> {
  const urls = options.databases ?? (await testDatabases(options.regions, { own: true }));
  const discord = await startLocalDiscord({
    port: 0,
    rateLimits: options.rateLimits ?? false,
    ...(options.clientFolder ? { clientFolder: options.clientFolder } : {}),
  });
  t.teardown(() => discord.stop());
  if (!options.strictDeadline)
    await discord.control.setRules({ interactionDeadlineMs: PATIENT_DEADLINE_MS });
  const vault = await startLocalVault({ port: 0, lagMs: VAULT_LAG_MS });
  t.teardown(() => vault.stop());
  const ways = {
    control: await openWay(urls.control),
    region: await openWay(urls.regions[0]?.app ?? ''),
  };
  t.teardown(() => Promise.all([ways.control.close(), ways.region.close()]));
  const port = await anyPort();
  const url = `http://127.0.0.1:${port}`;
  await discord.control.createApplication({
    ...LOCAL_APP,
    redirectUris: [`${url}/auth/callback`],
  });
  const variables = {
    ...localEnvironment({
      discordUrl: discord.url,
      vaultUrl: vault.url,
      vaultRole: vault.appRoles.server as LocalRole,
      controlUrl: ways.control.by(urls.control),
      regions: urls.regions.map((region) => ({ ...region, app: ways.region.by(region.app) })),
      publicUrl: url,
      port,
    }),
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
    OUTBOX_SWEEP_MS: '1000',
    RATE_LIMIT_PER_MINUTE: '100000',
    POOL_TIMEOUT_MS: '30000',
    METRICS_TOKEN: 'a-token-for-metrics',
    ...options.variables,
  };
  const env = readEnv(variables);
  const log = options.log ?? houseLog(env.LOG_LEVEL);
  const secrets = createSecretStore({
    url: vault.url,
    auth: vault.appRoles.worker as LocalRole,
  });
  t.teardown(() => secrets.close());
  const tenancy = createTenancy(
    { ...tenancyConfig(urls), own: { allow: env.OWN_DATABASE_ALLOW } },
    { secrets },
  );
  t.teardown(() => tenancy.close());
  await deployCommands({
    token: LOCAL_APP.token,
    api: `${discord.url}/api`,
    applicationId: LOCAL_APP.id,
  });
  const envOf = (name: ProcessName) =>
    readEnv({ ...variables, ...roleVariables(vault.appRoles[name] as LocalRole) }, name);
  const running: (Running | null)[] = [];
  t.teardown(async () => {
    for (const each of running.reverse()) await each?.stop();
    if (discord.unknownCalls.length > 0)
      throw new Error(`unknown to the local Discord: ${JSON.stringify(discord.unknownCalls)}`);
  });
  for (const name of options.processes ?? ['worker', 'bot'])
    running.push(await RUN[name](envOf(name), log, new AbortController().signal));
  return { env, variables, discord, vault, tenancy, log, url, ways };
}
