import type { ExecutionContext } from 'ava';
import { deployCommands } from '../../bot/index.ts';
import { type LocalDiscord, startLocalDiscord } from '../../sandbox/discord/index.ts';
import {
  createLocalEnvironment,
  createRoleVariables,
  LOCAL_APP,
  type LocalRole,
} from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { type LocalVault, startLocalVault } from '../../sandbox/vault/index.ts';
import { type Env, readEnv } from '../../server/env.ts';
import type { Logger } from '../../server/log.ts';
import type { RunningProcess } from '../../server/processes/running-process.ts';
import { createSecretStore, createTenancy, type Tenancy } from '../../tenancy/index.ts';
import { createAppLog } from './app-log.ts';
import {
  createTenancyConfig,
  type DatabaseUrls,
  testDatabases,
  VAULT_LAG_MS,
} from './databases.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { addFileFolders } from './file-folders.ts';

type Teardown = Pick<ExecutionContext, 'teardown'>;

export interface TestApp {
  env: Env;
  /** The variables, for processes of one's own. */
  variables: Record<string, string>;
  discord: LocalDiscord;
  /** The test's own tenancy, apart from those of the processes. */
  tenancy: Tenancy;
  log: Logger;
  url: string;
  /** Whether Discord shows an error after three seconds, as the real one does. */
  hasStrictDeadline: boolean;
}

export interface StartedTestApp extends TestApp {
  vault: LocalVault;
  /** As the test's own tenancy reaches them. */
  databases: DatabaseUrls;
  /** Of an app that was started with them. */
  proxies: FaultProxies;
}

/** Between the processes and the databases; the test's own tenancy bypasses them. */
export interface FaultProxies {
  readonly control: FaultProxy;
  /** The first region. */
  readonly region: FaultProxy;
  /** All regions, in their order. */
  readonly regions: readonly FaultProxy[];
}

const RELAXED_DEADLINE_MS = 20_000;
/** Loaded when a test needs them: their modules take a second. */
const PROCESS_RUNNERS = {
  server: async () => (await import('../../server/processes/server.ts')).runServer,
  bot: async () => (await import('../../server/processes/bot.ts')).runBot,
  worker: async () => (await import('../../server/processes/worker.ts')).runWorker,
};
export type ProcessName = keyof typeof PROCESS_RUNNERS;

/**
 * Everything that a test needs, real but for Discord's and Vault's servers: databases of its own,
 * the processes it names (in this one, by the composition roots that production uses), stopped in
 * order. A call that the local Discord does not know fails the test.
 */
export async function startApp(
  t: Teardown & Partial<Pick<ExecutionContext, 'fail'>>,
  options: {
    processes?: readonly ProcessName[];
    regions?: readonly string[];
    /** Instead of new databases on the run's Postgres. */
    databases?: DatabaseUrls;
    rateLimits?: boolean;
    /** Whether databases can be made to fail: each statement then takes longer. */
    hasFaultProxies?: boolean;
    variables?: Record<string, string>;
    clientFolder?: string;
    /**
     * Discord's three seconds for an answer, as they are; other tests may run on a busy machine.
     */
    hasStrictDeadline?: boolean;
    /** Instead of the log that is printed when a test of the file fails. */
    log?: Logger;
  } = {},
): Promise<StartedTestApp> {
  const urls = options.databases ?? (await testDatabases(options.regions, { own: true }));
  const discord = await startLocalDiscord({
    port: 0,
    rateLimits: options.rateLimits ?? false,
    ...(options.clientFolder ? { clientFolder: options.clientFolder } : {}),
  });
  t.teardown(() => discord.stop());
  if (!options.hasStrictDeadline)
    await discord.control.setRules({ interactionDeadlineMs: RELAXED_DEADLINE_MS });
  const vault = await startLocalVault({ port: 0, lagMs: VAULT_LAG_MS });
  t.teardown(() => vault.stop());
  const proxies = options.hasFaultProxies ? await startFaultProxies(t, urls) : null;
  const regions = addFileFolders(urls.regions, (remove) => t.teardown(remove));
  const port = await findEphemeralPort();
  const url = `http://127.0.0.1:${port}`;
  await discord.control.createApplication({
    ...LOCAL_APP,
    redirectUris: [`${url}/auth/callback`],
  });
  const variables = {
    ...createLocalEnvironment({
      discordUrl: discord.url,
      vaultUrl: vault.url,
      vaultRole: vault.appRoles.server as LocalRole,
      controlUrl: proxies?.control.proxiedUrl(urls.control) ?? urls.control,
      regions: regions.map((each, index) => ({
        ...each,
        app: proxies?.regions[index]?.proxiedUrl(each.app) ?? each.app,
      })),
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
  const log = options.log ?? createAppLog(env.LOG_LEVEL);
  const secrets = createSecretStore({
    url: vault.url,
    auth: vault.appRoles.worker as LocalRole,
  });
  t.teardown(() => secrets.close());
  const tenancy = createTenancy(
    {
      ...createTenancyConfig(urls),
      regions: env.regions.map((region, index) => ({
        ...region,
        ...createTenancyConfig(urls).regions[index],
      })),
      customerDatabases: { allowedAddresses: env.OWN_DATABASE_ALLOW },
    },
    { secrets },
  );
  t.teardown(() => tenancy.close());
  await deployCommands({
    token: LOCAL_APP.token,
    api: `${discord.url}/api`,
    applicationId: LOCAL_APP.id,
  });
  const createProcessEnv = (name: ProcessName) =>
    readEnv({ ...variables, ...createRoleVariables(vault.appRoles[name] as LocalRole) }, name);
  const running: (RunningProcess | null)[] = [];
  t.teardown(async () => {
    for (const each of running.reverse()) await each?.stop();
    if (discord.unknownCalls.length > 0)
      throw new Error(`unknown to the local Discord: ${JSON.stringify(discord.unknownCalls)}`);
  });
  for (const name of options.processes ?? ['worker', 'bot']) {
    const run = await PROCESS_RUNNERS[name]();
    running.push(await run(createProcessEnv(name), log, new AbortController().signal));
  }
  const { hasStrictDeadline = false } = options;
  return {
    env,
    variables,
    discord,
    vault,
    tenancy,
    log,
    url,
    hasStrictDeadline,
    proxies: proxies ?? NO_PROXIES,
    databases: urls,
  };
}

async function startFaultProxies(t: Teardown, urls: DatabaseUrls): Promise<FaultProxies> {
  const control = await startFaultProxy(urls.control);
  const regions = await Promise.all(urls.regions.map(({ app }) => startFaultProxy(app)));
  const [region] = regions;
  if (!region) throw new Error('no region');
  t.teardown(() => Promise.all([control, ...regions].map((proxy) => proxy.close())));
  return { control, region, regions };
}

const refuseProxies = (): never => {
  throw new Error('start the app with `hasFaultProxies`');
};
const NO_PROXIES: FaultProxies = {
  get control() {
    return refuseProxies();
  },
  get region() {
    return refuseProxies();
  },
  get regions() {
    return refuseProxies();
  },
};
