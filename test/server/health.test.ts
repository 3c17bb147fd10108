import test from 'ava';
import { anyPort } from '../../sandbox/machine/ports.ts';
import { startChild } from '../helpers/child.ts';
import { startHouse } from '../helpers/house.ts';
import { createLabel, setUp, submitDemo, waitFor } from '../helpers/label.ts';

const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};

/** The value of a figure with these labels; null when it is not there. */
function figure(metrics: string, name: string, labels = ''): number | null {
  const line = metrics
    .split('\n')
    .find((each) => each.startsWith(labels ? `${name}{` : `${name} `) && each.includes(labels));
  return line ? Number(line.split(' ').at(-1)) : null;
}

test('bot and worker tell on a port of their own how they are, and what they do', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const ports = { bot: await anyPort(), worker: await anyPort() };
  const start = (what: 'bot' | 'worker') =>
    startChild(t, ['server/main.ts', what], {
      PATH: process.env.PATH,
      ...house.variables,
      LOG_LEVEL: 'info',
      HEALTH_PORT: String(ports[what]),
    });
  const [bot, worker] = [start('bot'), start('worker')];
  await Promise.all([bot.says('bot.ready'), worker.says('worker.ready')]);
  for (const port of Object.values(ports)) {
    t.is((await get(port, '/healthz')).status, 200);
    t.is((await get(port, '/readyz')).status, 200);
    t.is((await get(port, '/../.env')).status, 404);
    t.is((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status, 404);
  }
  const label = await createLabel(house);
  await setUp(house, label);
  await submitDemo(house, label);
  await waitFor(house, { channelId: label.staffChannel, contains: 'Glass Horizon' });

  const ofBot = (await get(ports.bot, '/metrics')).text;
  t.is(figure(ofBot, 'vektra_shards', 'state="ready"'), 1);
  t.is(figure(ofBot, 'vektra_interaction_seconds_count', 'handler="start",outcome="answered"'), 1);
  // Recorded after Discord has it: thread and card at least.
  let ofWorker = '';
  while (Number(figure(ofWorker, 'vektra_deliveries_total', 'outcome="delivered"')) < 2)
    ofWorker = (await get(ports.worker, '/metrics')).text;
  t.true(Number(figure(ofWorker, 'vektra_discord_responses_total', 'status="200"')) >= 1);
  for (const name of ['vektra_outbox_oldest_due_seconds', 'vektra_dead_letters'])
    t.not(figure(ofWorker, name, 'region="eu-uk"'), null, name);
  t.is(figure(ofWorker, 'vektra_vault_up'), 1);
  t.false(ofWorker.includes(label.guildId), 'no label holds an id');
  t.deepEqual(await Promise.all([bot.stop(), worker.stop()]), [0, 0]);
});
