import { deployCommands } from '../../bot/index.ts';
import { startLocalDiscord } from '../../sandbox/discord/index.ts';
import { anyPort } from '../../sandbox/machine/ports.ts';
import { startLocalVault } from '../../sandbox/vault/index.ts';
import { LOCAL_APP, localEnvironment } from '../../sandbox/world/environment.ts';
import { readEnv } from '../../server/env.ts';
import { createLog } from '../../server/log.ts';
import { createTenancy } from '../../tenancy/index.ts';
import type { House } from '../helpers/house.ts';
import { createLabel, type Label, setUp } from '../helpers/label.ts';
import { type StorageUrls, tenancyConfig } from '../helpers/storage.ts';
import { Victim } from './victim.ts';

/** A delivery is given up after so long, ms, and taken over: soon enough for a run of a minute. */
export const LEASE_MS = 2_000;
const SWEEP_MS = 300;
/** Time for a person to take a decision back, s; its DM waits for so long. */
const UNDO_SECONDS = 3;

export interface World {
  house: House;
  labels: Label[];
  bot: Victim;
  workers: Victim[];
}

/** Local Discord, Vault and a tenancy of one's own, for product processes of one's own. */
export async function startServers(
  databases: StorageUrls,
  teardown: (end: () => Promise<void>) => void,
): Promise<House> {
  const discord = await startLocalDiscord({ port: 0, rateLimits: false });
  teardown(() => discord.stop());
  const vault = await startLocalVault({ port: 0 });
  teardown(() => vault.stop());
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
      vaultRole: vault.appRoles.server as { roleId: string; secretId: string },
      controlUrl: databases.control,
      regions: databases.regions,
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
  const tenancy = createTenancy(tenancyConfig(databases));
  teardown(() => tenancy.close());
  return {
    env: readEnv(variables),
    variables,
    discord,
    tenancy,
    log: createLog('fatal', 'test'),
    url,
  };
}

/** Labels that are set up, and the processes that will be killed and frozen. */
export async function startWorld(
  options: {
    databases: StorageUrls;
    labels: number;
    workers: number;
    onEvent: (line: string) => void;
  },
  teardown: (end: () => Promise<void>) => void,
): Promise<World> {
  const house = await startServers(options.databases, teardown);
  // A label answers in hours; here all answers go out within a minute.
  await house.discord.control.setRules({ dmOpenings: 1_000_000 });
  const labels: Label[] = [];
  for (let index = 0; index < options.labels; index++)
    labels.push(await createLabel(house, { plan: 'pro' }));

  const variables = {
    ...house.variables,
    OUTBOX_LEASE_MS: String(LEASE_MS),
    OUTBOX_SWEEP_MS: String(SWEEP_MS),
    // What is tested is not how fast a busy machine opens a connection.
    POOL_TIMEOUT_MS: '30000',
    DISCORD_REST_PER_SECOND: '200',
  };
  const start = (name: 'bot' | 'worker', serial = 0) => {
    const victim = new Victim(name, variables, (line) =>
      options.onEvent(serial ? `${serial} ${line}` : line),
    );
    teardown(() => victim.stop());
    return victim;
  };
  const bot = start('bot');
  const workers = Array.from({ length: options.workers }, (_, index) => start('worker', index + 1));
  await Promise.all([bot, ...workers].map((each) => each.up()));
  for (const label of labels) {
    await setUp(house, label);
    await decideSoon(house, label.guildId);
  }
  return { house, labels, bot, workers };
}

/** Decisions can be undone for a moment only, so that a run of a minute sees their messages. */
async function decideSoon({ tenancy }: House, guildId: string): Promise<void> {
  await tenancy.write(guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const document = JSON.stringify({ ...JSON.parse(row.document), undoSeconds: UNDO_SECONDS });
    await db.table('guild_settings').update({ document });
  });
}
