import test from 'ava';
import { startHouse } from '../helpers/house.ts';
import { createLabel, DEMO, run, setUp, waitFor } from '../helpers/label.ts';
import { productionEnv, startCommand } from '../helpers/processes.ts';
import { emptyDatabases } from '../helpers/storage.ts';

test.serial('without its environment it ends with one message and no trace', async (t) => {
  const { ended, output } = startCommand(t, 'server', {});
  t.is(await ended, 1);
  t.regex(output(), /^The environment is not complete:\n( {2}[A-Z_]+ .+\n)+$/);
});

test.serial('a command that does not exist is told which ones do', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const { ended, output } = startCommand(t, 'serve', productionEnv(house));
  t.is(await ended, 2);
  t.is(output(), 'Say what to run: server, bot, worker, migrate or commands:deploy.\n');
});

test.serial('empty databases are migrated, once; commands are registered', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const variables = { ...productionEnv(house), ...(await emptyDatabases()) };
  const first = startCommand(t, 'migrate', variables);
  t.is(await first.ended, 0);
  for (const place of ['control', 'eu-uk'])
    t.regex(first.output(), new RegExp(`✓ ${place}: \\d+ applied, now at version \\d+\n`));
  const second = startCommand(t, 'migrate', variables);
  t.is(await second.ended, 0);
  t.deepEqual(second.output().trim().split('\n').sort(), [
    '✓ control: up to date',
    '✓ eu-uk: up to date',
  ]);
  const commands = startCommand(t, 'commands:deploy', variables);
  t.is(await commands.ended, 0);
  t.regex(commands.output(), /^✓ \d+ commands registered\n$/);
});

test.serial('a database that is away at the start is named and waited for', async (t) => {
  const house = await startHouse(t, { processes: [] });
  house.ways.control.cut();
  const server = startCommand(t, 'server', productionEnv(house));
  await server.says('start.waiting');
  t.regex(server.output(), /"databases":\["control"\],"code":"database_unreachable"/);
  const ready = await fetch(`${house.url}/readyz`);
  t.is(ready.status, 503);
  t.is((await fetch(house.url)).status, 200);
  const bot = startCommand(t, 'bot', productionEnv(house));
  await bot.says('start.waiting');
  house.ways.control.mend();
  await Promise.all([server.says('server.ready'), bot.says('bot.ready')]);
  await server.says('"service":"control","state":"ok"');
  t.is((await fetch(`${house.url}/readyz`)).status, 200);
  t.deepEqual(await Promise.all([server.stop(), bot.stop()]), [0, 0]);
  t.notRegex(server.output() + bot.output(), /\n\s+at /);
});

test.serial('a region that is away keeps nothing else from starting', async (t) => {
  const house = await startHouse(t, { processes: [] });
  house.ways.region.cut();
  const [server, bot, worker] = (['server', 'bot', 'worker'] as const).map((name) =>
    startCommand(t, name, productionEnv(house)),
  );
  await Promise.all([
    server!.says('server.ready'),
    bot!.says('bot.ready'),
    worker!.says('worker.ready'),
  ]);
  t.regex(bot!.output(), /"databases":\["eu-uk"\].*"start\.without"/);
  t.is((await fetch(`${house.url}/readyz`)).status, 200);
  await server!.says('"service":"eu-uk","state":"unreachable"');
  t.deepEqual(await Promise.all([server!.stop(), bot!.stop(), worker!.stop()]), [0, 0, 0]);
});

test.serial('asked to stop, each ends with 0 and leaves nothing undone', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const [server, bot, worker] = (['server', 'bot', 'worker'] as const).map((name) =>
    startCommand(t, name, productionEnv(house)),
  );
  await Promise.all([
    server!.says('server.ready'),
    bot!.says('bot.ready'),
    worker!.says('worker.ready'),
  ]);
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  // The stop reaches the bot while a demo is on its way into the database.
  const form = await run(house, label.artist, label.demos, 'submit');
  if (form.kind !== 'modal') return t.fail('no form');
  house.ways.region.freeze();
  const { personId, values } = { personId: label.artist, values: DEMO };
  await house.discord.control.submitModal({ personId, modalId: form.modalId, values });
  const stopped = bot!.stop();
  house.ways.region.mend();
  t.is(await stopped, 0);
  await waitFor(house, { channelId: label.staffChannel, contains: 'Glass Horizon' });
  t.deepEqual(await Promise.all([server!.stop(), worker!.stop()]), [0, 0]);
});
