import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { createEmptyDatabases } from '../helpers/databases.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { createProductionEnv, startCommand } from '../helpers/start-command.ts';
import { testFull } from '../helpers/test-matrix.ts';

test.serial('without its environment it ends with one message and no trace', async (t) => {
  const { exited, output } = startCommand(t, 'server', {});
  t.is(await exited, 1);
  t.regex(output(), /^Some environment variables are missing or invalid:\n( {2}[A-Z_]+ .+\n)+$/);
});

test.serial('an unknown command prints the usage', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { exited, output } = startCommand(t, 'serve', createProductionEnv(app));
  t.is(await exited, 2);
  t.is(
    output(),
    'Usage: node server/main.ts <server | bot | worker | migrate | commands:deploy>\n',
  );
});

test.serial('empty databases are migrated, once; commands are registered', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { control, regions } = await createEmptyDatabases(['eu-uk']);
  const variables = {
    ...createProductionEnv(app),
    CONTROL_DATABASE_URL: control,
    REGION_EU_UK_URL: regions[0]?.app,
    REGION_EU_UK_OWNER_URL: regions[0]?.owner,
    REGION_EU_UK_MOVER_URL: regions[0]?.mover,
  };
  const first = startCommand(t, 'migrate', variables);
  t.is(await first.exited, 0);
  for (const place of ['control', 'eu-uk'])
    t.regex(first.output(), new RegExp(`✓ ${place}: \\d+ applied, now at version \\d+\n`));
  const second = startCommand(t, 'migrate', variables);
  t.is(await second.exited, 0);
  t.deepEqual(second.output().trim().split('\n').sort(), [
    '✓ control: up to date',
    '✓ eu-uk: up to date',
  ]);
  const commands = startCommand(t, 'commands:deploy', variables);
  t.is(await commands.exited, 0);
  t.regex(commands.output(), /^✓ \d+ commands registered\n$/);
});

testFull('a database that is unavailable at the start is named and waited for', async (t) => {
  const app = await startApp(t, { processes: [], hasFaultProxies: true });
  app.proxies.control.disconnect();
  const server = startCommand(t, 'server', createProductionEnv(app));
  await server.waitForOutput('start.waiting');
  t.regex(server.output(), /"databases":\["control"\],"code":"database_unreachable"/);
  const ready = await fetch(`${app.url}/readyz`);
  t.is(ready.status, 503);
  t.is((await fetch(app.url)).status, 200);
  const bot = startCommand(t, 'bot', createProductionEnv(app));
  await bot.waitForOutput('start.waiting');
  app.proxies.control.restore();
  await Promise.all([server.waitForOutput('server.ready'), bot.waitForOutput('bot.ready')]);
  await server.waitForOutput('"service":"control","state":"ok"');
  t.is((await fetch(`${app.url}/readyz`)).status, 200);
  t.deepEqual(await Promise.all([server.stop(), bot.stop()]), [0, 0]);
  t.notRegex(server.output() + bot.output(), /\n\s+at /);
});

testFull('an unavailable region keeps nothing else from starting', async (t) => {
  const app = await startApp(t, { processes: [], hasFaultProxies: true });
  app.proxies.region.disconnect();
  const [server, bot, worker] = (['server', 'bot', 'worker'] as const).map((name) =>
    startCommand(t, name, createProductionEnv(app)),
  );
  await Promise.all([
    server!.waitForOutput('server.ready'),
    bot!.waitForOutput('bot.ready'),
    worker!.waitForOutput('worker.ready'),
  ]);
  t.regex(bot!.output(), /"databases":\["eu-uk"\].*"start\.without"/);
  t.is((await fetch(`${app.url}/readyz`)).status, 200);
  await server!.waitForOutput('"service":"eu-uk","state":"unreachable"');
  t.deepEqual(await Promise.all([server!.stop(), bot!.stop(), worker!.stop()]), [0, 0, 0]);
});

test.serial('each process exits with 0 when stopped, and leaves nothing undone', async (t) => {
  const app = await startApp(t, { processes: [], hasFaultProxies: true });
  const [server, bot, worker] = (['server', 'bot', 'worker'] as const).map((name) =>
    startCommand(t, name, createProductionEnv(app)),
  );
  await Promise.all([
    server!.waitForOutput('server.ready'),
    bot!.waitForOutput('bot.ready'),
    worker!.waitForOutput('worker.ready'),
  ]);
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  // The stop reaches the bot while a demo is being stored.
  const form = await runCommand(app, label.artist, label.demosChannel, 'submit');
  if (form.kind !== 'modal') return t.fail('no form');
  app.proxies.region.freeze();
  const { personId, values } = { personId: label.artist, values: DEFAULT_DEMO };
  await app.discord.control.submitModal({ personId, modalId: form.modalId, values });
  const stopped = bot!.stop();
  app.proxies.region.restore();
  t.is(await stopped, 0);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  t.deepEqual(await Promise.all([server!.stop(), worker!.stop()]), [0, 0]);
});
