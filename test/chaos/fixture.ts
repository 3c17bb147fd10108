import { deployCommands } from '../../bot/index.ts';
import { startLocalDiscord } from '../../sandbox/discord/index.ts';
import {
  createLocalEnvironment,
  LOCAL_APP,
  type LocalRole,
} from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { startLocalVault } from '../../sandbox/vault/index.ts';
import { readEnv } from '../../server/env.ts';
import { createLogger } from '../../server/log.ts';
import { createSecretStore, createTenancy, type Tenancy } from '../../tenancy/index.ts';
import type { TestApp } from '../helpers/app.ts';
import { createTenancyConfig, type DatabaseUrls } from '../helpers/databases.ts';
import { addFileFolders } from '../helpers/file-folders.ts';
import { createLabel, type Label, setUpLabel } from '../helpers/label.ts';
import { ChaosProcess } from './chaos-process.ts';

/** A delivery is given up after so long, ms, and taken over: soon enough for a run of a minute. */
export const LEASE_MS = 2_000;
const SWEEP_MS = 300;
/** Time for a person to take a decision back, s; its DM waits for so long. */
const UNDO_SECONDS = 3;

/** What people use. */
export interface ChaosTarget {
  app: TestApp;
  labels: Label[];
  /** Serves the labels; it ends now and then, and another process follows. */
  bot: Pick<ChaosProcess, 'waitUntilReady' | 'waitForExit'>;
}

export interface ChaosFixture extends ChaosTarget {
  bot: ChaosProcess;
  workers: ChaosProcess[];
}

export interface ChaosServices extends TestApp {
  /** One of the harness, which may be at another time. */
  openTenancy(now: () => number): Tenancy;
}

/** Local Discord, Vault and a tenancy of one's own, for product processes of one's own. */
export async function startServices(
  databases: DatabaseUrls,
  teardown: (end: () => Promise<void>) => void,
): Promise<ChaosServices> {
  const discord = await startLocalDiscord({ port: 0, rateLimits: false });
  teardown(() => discord.stop());
  const vault = await startLocalVault({ port: 0 });
  teardown(() => vault.stop());
  const port = await findEphemeralPort();
  const url = `http://127.0.0.1:${port}`;
  await discord.control.createApplication({
    ...LOCAL_APP,
    redirectUris: [`${url}/auth/callback`],
  });
  const regions = addFileFolders(databases.regions, (remove) => teardown(async () => remove()));
  const variables = {
    ...createLocalEnvironment({
      discordUrl: discord.url,
      vaultUrl: vault.url,
      vaultRole: vault.appRoles.server as LocalRole,
      controlUrl: databases.control,
      regions,
      publicUrl: url,
      port,
    }),
    // A few people do here what hundreds do in production.
    RATE_LIMIT_PER_MINUTE: '100000',
  };
  await deployCommands({
    token: LOCAL_APP.token,
    api: `${discord.url}/api`,
    applicationId: LOCAL_APP.id,
  });
  const secrets = createSecretStore({ url: vault.url, auth: vault.appRoles.worker as LocalRole });
  teardown(() => secrets.close());
  const config = createTenancyConfig(databases);
  const openTenancy = (now: () => number): Tenancy => {
    const tenancy = createTenancy(
      {
        ...config,
        regions: config.regions.map((region, index) => ({
          ...region,
          files: regions[index]?.files ?? null,
        })),
      },
      { secrets, now },
    );
    teardown(() => tenancy.close());
    return tenancy;
  };
  return {
    openTenancy,
    env: readEnv(variables),
    variables,
    discord,
    tenancy: openTenancy(Date.now),
    log: createLogger('fatal', 'test'),
    hasStrictDeadline: true,
    url,
  };
}

/** Labels that are set up, and the processes that will be killed and frozen. */
export async function createChaosFixture(
  options: {
    databases: DatabaseUrls;
    labels: number;
    workers: number;
    onEvent: (line: string) => void;
  },
  teardown: (end: () => Promise<void>) => void,
): Promise<ChaosFixture> {
  const app = await startServices(options.databases, teardown);
  // A label answers in hours; here all answers go out within a minute.
  await app.discord.control.setRules({ dmOpenings: 1_000_000 });
  const labels: Label[] = [];
  for (let index = 0; index < options.labels; index++)
    labels.push(await createLabel(app, { plan: 'pro' }));

  const variables = {
    ...app.variables,
    OUTBOX_LEASE_MS: String(LEASE_MS),
    OUTBOX_SWEEP_MS: String(SWEEP_MS),
    // What is tested is not how fast a busy machine opens a connection.
    POOL_TIMEOUT_MS: '30000',
    DISCORD_REST_PER_SECOND: '200',
  };
  const startProcess = (name: 'bot' | 'worker', serial = 0) => {
    const chaosProcess = new ChaosProcess(name, variables, (line) =>
      options.onEvent(serial ? `${serial} ${line}` : line),
    );
    teardown(() => chaosProcess.stop());
    return chaosProcess;
  };
  const bot = startProcess('bot');
  const workers = Array.from({ length: options.workers }, (_, index) =>
    startProcess('worker', index + 1),
  );
  await Promise.all([bot, ...workers].map((each) => each.waitUntilReady()));
  for (const label of labels) {
    await setUpLabel(app, label);
    await shortenUndoTime(app, label.guildId);
  }
  return { app, labels, bot, workers };
}

/** Decisions can be undone for a moment only, so that a run of a minute sees their messages. */
async function shortenUndoTime({ tenancy }: TestApp, guildId: string): Promise<void> {
  await tenancy.write(guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row!.document), undoSeconds: UNDO_SECONDS });
    await db.table('guild_settings').update({ document });
  });
}
