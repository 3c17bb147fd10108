import test from 'ava';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';
import { createLabel, setUpLabel, submitDemo, waitForMessage } from '../helpers/label.ts';

const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};

/** The value of a figure with these labels; null when it is not there. */
function readMetric(metrics: string, name: string, labels = ''): number | null {
  const line = metrics
    .split('\n')
    .find((each) => each.startsWith(labels ? `${name}{` : `${name} `) && each.includes(labels));
  return line ? Number(line.split(' ').at(-1)) : null;
}

test('bot and worker serve health and metrics on a separate port', async (t) => {
  const app = await startApp(t, { processes: [] });
  const ports = { bot: await findEphemeralPort(), worker: await findEphemeralPort() };
  const start = (what: 'bot' | 'worker') =>
    startChild(t, ['server/main.ts', what], {
      PATH: process.env.PATH,
      ...app.variables,
      LOG_LEVEL: 'info',
      HEALTH_PORT: String(ports[what]),
    });
  const [bot, worker] = [start('bot'), start('worker')];
  await Promise.all([bot.waitForOutput('bot.ready'), worker.waitForOutput('worker.ready')]);
  for (const port of Object.values(ports)) {
    t.is((await get(port, '/healthz')).status, 200);
    // Not ready while a probe of the control database takes too long, on a busy machine.
    while ((await get(port, '/readyz')).status !== 200);
    t.is((await get(port, '/../.env')).status, 404);
    t.is((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status, 404);
  }
  const label = await createLabel(app);
  await setUpLabel(app, label);
  await submitDemo(app, label);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Glass Horizon' });

  const botMetrics = (await get(ports.bot, '/metrics')).text;
  t.is(readMetric(botMetrics, 'vektra_shards', 'state="ready"'), 1);
  t.is(
    readMetric(
      botMetrics,
      'vektra_interaction_seconds_count',
      'handler="start",outcome="answered"',
    ),
    1,
  );
  t.is(
    readMetric(
      botMetrics,
      'vektra_operation_seconds_count',
      'operation="settings.start",outcome="done"',
    ),
    1,
  );
  // Recorded after Discord has it: thread and card at least.
  let workerMetrics = '';
  while (Number(readMetric(workerMetrics, 'vektra_deliveries_total', 'outcome="delivered"')) < 2)
    workerMetrics = (await get(ports.worker, '/metrics')).text;
  t.true(Number(readMetric(workerMetrics, 'vektra_discord_responses_total', 'status="200"')) >= 1);
  for (const name of ['vektra_outbox_oldest_due_seconds', 'vektra_dead_letters'])
    t.not(readMetric(workerMetrics, name, 'region="eu-uk"'), null, name);
  t.is(readMetric(workerMetrics, 'vektra_vault_up'), 1);
  t.false(workerMetrics.includes(label.guildId), 'no label holds an id');
  t.deepEqual(await Promise.all([bot.stop(), worker.stop()]), [0, 0]);
});
