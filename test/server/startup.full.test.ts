import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { createRoleVariables, type LocalRole } from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';
import { testDatabases } from '../helpers/databases.ts';
import { createProductionEnv, startCommand } from '../helpers/start-command.ts';
import { pickCases } from '../helpers/test-matrix.ts';
import { openStandIn } from '../tenancy/files/stores.ts';

test.serial('a port in use: the server names the setting and exits', async (t) => {
  const app = await startApp(t, { processes: [] });
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.teardown(() => taken.close());
  const { port } = taken.address() as { port: number };
  const server = startCommand(t, 'server', { ...createProductionEnv(app), PORT: String(port) });
  t.is(await server.exited, 1);
  t.true(server.output().endsWith('Could not start: PORT is already in use\n'));
});

for (const what of pickCases(['server', 'bot', 'worker'], ['bot']))
  test.serial(`a ${what} with a wrong token ends before it serves anybody`, async (t) => {
    const app = await startApp(t, { processes: [] });
    const child = startCommand(t, what, { ...createProductionEnv(app), DISCORD_TOKEN: 'wrong' });
    t.is(await child.exited, 1);
    t.is(child.output(), 'Some settings are wrong:\n  DISCORD_TOKEN was rejected by Discord\n');
  });

for (const setting of pickCases(['VAULT_ROLE_ID', 'VAULT_SECRET_ID'], ['VAULT_SECRET_ID']))
  test.serial(`a worker with a wrong ${setting} ends, with one message`, async (t) => {
    const app = await startApp(t, { processes: [] });
    const child = startCommand(t, 'worker', {
      ...createProductionEnv(app),
      [setting]: 'canary-wrong',
    });
    t.is(await child.exited, 1);
    t.regex(
      child.output(),
      /^Some settings are wrong:\n {2}VAULT_ROLE_ID, VAULT_SECRET_ID can't be used: Vault refuses the log-in.*\n$/,
    );
    t.false(child.output().includes('canary'));
  });

test.serial(
  'a Vault without the sessions key: the key is named, not the credentials',
  async (t) => {
    const app = await startApp(t, { processes: [] });
    const child = startCommand(t, 'worker', {
      ...createProductionEnv(app),
      // Its policy lets it write secrets, and seal nothing.
      ...createRoleVariables(app.vault.appRoles.writer as LocalRole),
    });
    t.is(await child.exited, 1);
    t.regex(
      child.output(),
      /^Some settings are wrong:\n {2}Vault's Transit key "vektra-sessions" can't be used: .*\n$/,
    );
  },
);

test.serial('a bucket that does not exist is named; one that is away is waited for', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { s3, config } = await openStandIn(t);
  const { REGION_EU_UK_FILES_DIR: _, ...variables } = createProductionEnv(app);
  const toVariables = (bucket: string) => ({
    ...variables,
    REGION_EU_UK_S3_ENDPOINT: config.endpoint,
    REGION_EU_UK_S3_BUCKET: bucket,
    REGION_EU_UK_S3_ACCESS_KEY_ID: config.accessKeyId,
    REGION_EU_UK_S3_SECRET_ACCESS_KEY: config.secretAccessKey,
  });
  const wrong = startCommand(t, 'server', toVariables('missing'));
  t.is(await wrong.exited, 1);
  t.is(
    wrong.output(),
    'Some settings are wrong:\n  REGION_EU_UK_S3_BUCKET names a bucket that does not exist\n',
  );
  s3.control.setMode('away');
  const worker = startCommand(t, 'worker', toVariables(config.bucket));
  await Promise.all([
    worker.waitForOutput('start.unchecked'),
    worker.waitForOutput('worker.ready'),
  ]);
  t.is(await worker.stop(), 0);
});

test.serial('the worker starts while Vault is sealed', async (t) => {
  const app = await startApp(t, { processes: [] });
  app.vault.control.seal();
  const worker = startCommand(t, 'worker', createProductionEnv(app));
  await Promise.all([
    worker.waitForOutput('start.unchecked'),
    worker.waitForOutput('worker.ready'),
  ]);
  t.is(await worker.stop(), 0);
});

test.serial('an unavailable Discord is waited for; a stop ends the wait', async (t) => {
  const app = await startApp(t, { processes: [] });
  const bot = startCommand(t, 'bot', {
    ...createProductionEnv(app),
    DISCORD_URL: `http://127.0.0.1:${await findEphemeralPort()}`,
  });
  await bot.waitForOutput('"code":"discord_unavailable"');
  t.is(await bot.stop(), 0);
  t.notRegex(bot.output(), /stop_forced/);
});

test.serial('mixed-up roles stop the start, all in one message', async (t) => {
  const app = await startApp(t, { processes: [], regions: ['eu-uk', 'us-east', 'ap-jp'] });
  const variables = createProductionEnv(app);
  const worker = startCommand(t, 'worker', {
    ...variables,
    // The mover as app, the owner as app, the app as mover, and one database twice.
    REGION_EU_UK_URL: variables.REGION_EU_UK_MOVER_URL ?? '',
    REGION_US_EAST_URL: variables.REGION_US_EAST_OWNER_URL ?? '',
    REGION_AP_JP_MOVER_URL: variables.REGION_AP_JP_URL ?? '',
    CONTROL_DATABASE_URL: variables.REGION_AP_JP_URL ?? '',
  });
  t.is(await worker.exited, 1);
  const said = worker.output();
  t.regex(said, /^Some settings are wrong:\n/);
  for (const part of [
    'REGION_EU_UK_URL names a role that passes row security',
    'REGION_US_EAST_URL names the role that owns the tables',
    'REGION_AP_JP_MOVER_URL names a role that does not pass row security',
    'REGION_AP_JP_URL lead to one database',
  ])
    t.true(said.includes(part), part);
  t.false(said.includes('@'), 'no address');
});

test.serial('a wrong password is told apart from an unavailable database', async (t) => {
  const app = await startApp(t, { processes: [] });
  const variables = createProductionEnv(app);
  const wrong = new URL(variables.REGION_EU_UK_MOVER_URL ?? '');
  wrong.password = 'canary-wrong';
  const worker = startCommand(t, 'worker', { ...variables, REGION_EU_UK_MOVER_URL: wrong.href });
  t.is(await worker.exited, 1);
  t.regex(worker.output(), /REGION_EU_UK_MOVER_URL is refused: wrong user or password/);
  t.false(worker.output().includes('canary'));
});

test.serial('settings that could not be checked at the start are checked later', async (t) => {
  const app = await startApp(t, { processes: [], hasFaultProxies: true });
  const variables = createProductionEnv(app);
  // The app's URL names the mover's role, and its connection is cut.
  const mixed = new URL(variables.REGION_EU_UK_URL ?? '');
  const mover = new URL(variables.REGION_EU_UK_MOVER_URL ?? '');
  mixed.username = mover.username;
  mixed.password = mover.password;
  app.proxies.region.disconnect();
  const worker = startCommand(t, 'worker', { ...variables, REGION_EU_UK_URL: mixed.href });
  await Promise.all([
    worker.waitForOutput('start.unchecked'),
    worker.waitForOutput('worker.ready'),
  ]);
  app.proxies.region.restore();
  t.is(await worker.exited, 1);
  t.regex(worker.output(), /REGION_EU_UK_URL names a role that passes row security/);
});

test.serial('each process starts with only its own variables and secrets', async (t) => {
  const app = await startApp(t, { processes: [] });
  const {
    SESSION_SECRET: _session,
    DISCORD_CLIENT_SECRET: _secret,
    REGION_EU_UK_OWNER_URL: _owner,
    ...variables
  } = createProductionEnv(app);
  const worker = startCommand(t, 'worker', variables);
  const bot = startCommand(t, 'bot', variables);
  await Promise.all([worker.waitForOutput('worker.ready'), bot.waitForOutput('bot.ready')]);
  t.deepEqual(await Promise.all([worker.stop(), bot.stop()]), [0, 0]);
  const { CONTROL_DATABASE_URL, REGIONS, REGION_EU_UK_OWNER_URL } = app.variables;
  const migrate = startCommand(t, 'migrate', {
    CONTROL_DATABASE_URL,
    REGIONS,
    REGION_EU_UK_OWNER_URL,
  });
  t.is(await migrate.exited, 0);
  const { DISCORD_TOKEN, DISCORD_CLIENT_ID, DISCORD_URL } = app.variables;
  const deploy = startCommand(t, 'commands:deploy', {
    DISCORD_TOKEN,
    DISCORD_CLIENT_ID,
    DISCORD_URL,
  });
  t.is(await deploy.exited, 0);
});

test.serial(
  'NODE_EXTRA_CA_CERTS names a private CA; without it the start fails with a hint',
  async (t) => {
    const app = await startApp(t, { processes: [] });
    const variables = createProductionEnv(app);
    // Past the fault proxy, by TLS: the test's Postgres has a certificate of the test's authority.
    const { control } = await testDatabases(undefined, { own: true });
    const verified = new URL(control);
    verified.search = '';
    const environment = { ...variables, CONTROL_DATABASE_URL: verified.href };
    const without = startCommand(t, 'worker', environment);
    t.is(await without.exited, 1);
    t.regex(without.output(), /CONTROL_DATABASE_URL .*not trusted.*NODE_EXTRA_CA_CERTS/);
    const file = path.join(tmpdir(), `authority-${process.pid}.pem`);
    writeFileSync(file, process.env.TEST_CA ?? '');
    const trusted = startCommand(t, 'worker', { ...environment, NODE_EXTRA_CA_CERTS: file });
    await trusted.waitForOutput('worker.ready');
    t.is(await trusted.stop(), 0);
  },
);

test.serial(
  'vektra doctor reports wrong settings and unavailable services, and prints no URL',
  async (t) => {
    const app = await startApp(t, { processes: [] });
    const variables = createProductionEnv(app);
    const run = (changes: Record<string, string> = {}) =>
      startChild(t, ['server/cli.ts', 'doctor'], {
        PATH: process.env.PATH,
        ...variables,
        ...changes,
      });
    const good = run();
    t.is(await good.exited, 0, good.output());
    const bad = run({
      DISCORD_TOKEN: 'wrong',
      CONTROL_DATABASE_URL: `postgres://u:canary@127.0.0.1:${await findEphemeralPort()}/d?sslmode=disable`,
    });
    t.is(await bad.exited, 1);
    t.regex(bad.output(), /DISCORD_TOKEN +✗ wrong +was rejected by Discord/);
    t.regex(
      bad.output(),
      /CONTROL_DATABASE_URL +… not responding +does not answer \(ECONNREFUSED\)/,
    );
    t.false(bad.output().includes('canary'));
  },
);
