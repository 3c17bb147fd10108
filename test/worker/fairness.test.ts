import test, { type ExecutionContext } from 'ava';
import { runWorker } from '../../server/processes/worker.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { type House, startHouse } from '../helpers/house.ts';
import { createLabel } from '../helpers/label.ts';
import { countOf, openDesk } from './desk.ts';

async function startWorker(t: ExecutionContext, { env, log }: House) {
  const worker = await runWorker(env, log, new AbortController().signal);
  if (!worker) throw new Error('it did not start');
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= worker.stop());
  t.teardown(stop);
  return { stop };
}

/** The jobs of the queue for a guild's deliveries. */
async function jobsOf(t: ExecutionContext, tenancy: Tenancy, guildId: string) {
  const pool = tenancy.jobPool(1);
  t.teardown(() => pool.end());
  const { rows } = await pool.query(
    `SELECT key, run_at, revision FROM graphile_worker.jobs WHERE key = $1`,
    [`outbox:${guildId}`],
  );
  return rows as { key: string; run_at: Date; revision: number }[];
}

test('a server with many demos waiting does not delay the card of another', async (t) => {
  const house = await startHouse(t, {
    processes: [],
    // Slow enough that what waits is seen waiting.
    variables: { DISCORD_REST_PER_SECOND: '20' },
  });
  const busy = await openDesk(house);
  const other = await openDesk(house, { label: await createLabel(house, { plan: 'pro' }) });
  const DEMOS = 60;
  for (let demo = 0; demo < DEMOS; demo++) await busy.send(`Track ${demo}`);
  await startWorker(t, house);
  // The busy one is under way, and has news all the time.
  await house.discord.control.wait({ channelId: busy.staffChannel, contains: '#1' });
  await busy.send('One more');
  await other.send('Glass Horizon');
  await house.discord.control.wait({
    channelId: other.staffChannel,
    contains: 'Glass Horizon',
  });
  const left = (await busy.outbox()).filter(({ kind }) => kind === 'card.post').length;
  t.true(left > DEMOS / 2, `${left} cards of the busy server were left`);
  t.is(countOf(await other.said(other.staffChannel), 'Glass Horizon'), 1);
});

test('a delivery that waits keeps its place in the queue, however often its server has news', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const desk = await openDesk(house);
  await desk.send('Glass Horizon');
  const [before] = await jobsOf(t, house.tenancy, desk.guildId);
  await desk.send('Paper Lanterns');
  // What the sweep does.
  await house.tenancy.wakeDeliveries([desk.guildId]);
  const after = await jobsOf(t, house.tenancy, desk.guildId);
  t.is(after.length, 1);
  t.deepEqual(after[0]?.run_at, before?.run_at);
  t.true(Number(after[0]?.revision) > Number(before?.revision));
});

test('a worker with hundreds of deliveries waiting stops without being forced', async (t) => {
  const house = await startHouse(t, {
    processes: [],
    variables: { DISCORD_REST_PER_SECOND: '2' },
  });
  const desk = await openDesk(house);
  for (let demo = 0; demo < 30; demo++) await desk.send(`Track ${demo}`);
  const worker = await startWorker(t, house);
  await desk.thread(1);
  await worker.stop();
  const rows = await desk.outbox();
  // Nothing is left that another worker would have to wait for.
  t.deepEqual(
    rows.filter(({ state }) => state !== 'waiting'),
    [],
  );
  t.true(rows.length > 30);
});
