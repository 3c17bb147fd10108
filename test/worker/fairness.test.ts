import test, { type ExecutionContext } from 'ava';
import { runWorker } from '../../server/processes/worker.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { startApp, type TestApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';
import { countMatches, createWorkerFixture } from './fixture.ts';

async function startWorker(t: ExecutionContext, { env, log }: TestApp) {
  const worker = await runWorker(env, log, new AbortController().signal);
  if (!worker) throw new Error('it did not start');
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= worker.stop());
  t.teardown(stop);
  return { stop };
}

/** The jobs of the queue for a guild's deliveries. */
async function findJobs(t: ExecutionContext, tenancy: Tenancy, guildId: string) {
  const pool = tenancy.createJobPool(1);
  t.teardown(() => pool.end());
  const { rows } = await pool.query(
    `SELECT key, run_at, revision FROM graphile_worker.jobs WHERE key = $1`,
    [`outbox:${guildId}`],
  );
  return rows as { key: string; run_at: Date; revision: number }[];
}

test('a server with many demos waiting does not delay the card of another', async (t) => {
  const app = await startApp(t, {
    processes: [],
    // Slow enough that what waits is seen waiting.
    variables: { DISCORD_REST_PER_SECOND: '20' },
  });
  const busyFixture = await createWorkerFixture(app);
  const otherFixture = await createWorkerFixture(app, {
    label: await createLabel(app, { plan: 'pro' }),
  });
  const DEMOS = 60;
  for (let demo = 0; demo < DEMOS; demo++) await busyFixture.submitDemo(`Track ${demo}`);
  await startWorker(t, app);
  // The busy guild is being delivered and enqueues all the time.
  await app.discord.control.wait({ channelId: busyFixture.staffChannel, contains: '#1' });
  await busyFixture.submitDemo('One more');
  await otherFixture.submitDemo('Glass Horizon');
  await app.discord.control.wait({
    channelId: otherFixture.staffChannel,
    contains: 'Glass Horizon',
  });
  const remainingCards = (await busyFixture.readOutbox()).filter(
    ({ kind }) => kind === 'card.post',
  ).length;
  t.true(remainingCards > DEMOS / 2, `${remainingCards} cards of the busy server were left`);
  t.is(
    countMatches(await otherFixture.readBotMessages(otherFixture.staffChannel), 'Glass Horizon'),
    1,
  );
});

test('a waiting delivery keeps its place in the queue, however often its server has new ones', async (t) => {
  const app = await startApp(t, { processes: [] });
  const fixture = await createWorkerFixture(app);
  await fixture.submitDemo('Glass Horizon');
  const [before] = await findJobs(t, app.tenancy, fixture.guildId);
  await fixture.submitDemo('Paper Lanterns');
  // What the sweep does.
  await app.tenancy.wakeDeliveries([fixture.guildId]);
  const after = await findJobs(t, app.tenancy, fixture.guildId);
  t.is(after.length, 1);
  t.deepEqual(after[0]?.run_at, before?.run_at);
  t.true(Number(after[0]?.revision) > Number(before?.revision));
});

test('a worker with hundreds of deliveries waiting stops without being forced', async (t) => {
  const app = await startApp(t, {
    processes: [],
    variables: { DISCORD_REST_PER_SECOND: '2' },
  });
  const fixture = await createWorkerFixture(app);
  for (let demo = 0; demo < 30; demo++) await fixture.submitDemo(`Track ${demo}`);
  const worker = await startWorker(t, app);
  await fixture.waitForThread(1);
  await worker.stop();
  const rows = await fixture.readOutbox();
  // Nothing is left that another worker would have to wait for.
  t.deepEqual(
    rows.filter(({ state }) => state !== 'waiting'),
    [],
  );
  t.true(rows.length > 30);
});
