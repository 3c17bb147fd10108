import test, { type ExecutionContext } from 'ava';
import { runWorker } from '../../server/processes/worker.ts';
import { ChaosProcess } from '../chaos/chaos-process.ts';
import { startApp, type TestApp } from '../helpers/app.ts';
import { testFull } from '../helpers/test-matrix.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from './fixture.ts';

/** A lease that runs out in the test, and one that a busy machine does not outlast. */
const SHORT_LEASE = { OUTBOX_LEASE_MS: '2000' };
const LONG_LEASE = { OUTBOX_LEASE_MS: '60000' };

/** An app without a worker; each test starts its own. */
async function createWorkerlessFixture(t: ExecutionContext, lease = LONG_LEASE) {
  const app = await startApp(t, {
    processes: [],
    variables: { ...lease, OUTBOX_SWEEP_MS: '300' },
  });
  return { app, fixture: await createWorkerFixture(app) };
}

async function startWorker(t: ExecutionContext, { env, log }: TestApp, leaseMs?: number) {
  const workerEnv = leaseMs ? { ...env, OUTBOX_LEASE_MS: leaseMs } : env;
  const worker = await runWorker(workerEnv, log, new AbortController().signal);
  if (!worker) throw new Error('it did not start');
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= worker.stop());
  t.teardown(stop);
  return { stop };
}

/** A worker in a process of its own, to be frozen past its lease. */
function startFreezableWorker(
  t: ExecutionContext,
  { variables }: TestApp,
  onEvent: (line: string) => void = () => {},
) {
  const freezableWorker = new ChaosProcess('worker', { ...variables, ...SHORT_LEASE }, onEvent);
  t.teardown(() => freezableWorker.stop());
  return freezableWorker;
}

async function assertDeliveredOnce(
  t: ExecutionContext,
  fixture: WorkerFixture,
  titles: readonly string[],
) {
  const cards = await fixture.readBotMessages(fixture.staffChannel);
  const { threads } = await fixture.app.discord.control.getServer({ serverId: fixture.guildId });
  for (const title of titles) {
    t.is(countMatches(cards, title), 1, title);
    const threadsOfTitle = threads.filter((thread) =>
      (thread as { name: string }).name.includes(title),
    );
    t.is(threadsOfTitle.length, 1, title);
    const said = await fixture.readBotMessages((threadsOfTitle[0] as { id: string }).id);
    t.is(countMatches(said, 'Private staff thread'), 1, title);
  }
  const remainingRows = (await fixture.readOutbox()).filter(({ kind }) => kind !== 'thread.tidy');
  t.deepEqual(remainingRows, []);
}

const TITLES = ['Glass Horizon', 'Paper Lanterns', 'Low Tide', 'Night Bus', 'Copper Wire'];

testFull('a worker frozen past its lease repeats nothing after another took over', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t);
  const { control } = app.discord;
  const takenOver = Promise.withResolvers<void>();
  let remainingCount = TITLES.length;
  // All that it has leased waits behind this call; its answer comes while it is frozen.
  const path = `/channels/${fixture.staffChannel}`;
  const { id: faultId } = await control.injectFault({ method: 'GET', path, held: true });
  for (const title of TITLES) await fixture.submitDemo(title);
  const frozen = startFreezableWorker(t, app, (line) => {
    if (line.includes('delivery.taken_over') && --remainingCount === 0) takenOver.resolve();
  });
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  frozen.freeze();
  await control.releaseFault({ faultId });
  await startWorker(t, app);
  await fixture.waitUntilIdle();
  await control.forgetNonces();
  frozen.thaw();
  await takenOver.promise;
  await assertDeliveredOnce(t, fixture, TITLES);
});

testFull('a duplicate thread of a frozen worker is deleted', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t);
  const { control } = app.discord;
  // Discord is so slow that the next worker finds no thread yet, and opens one.
  const path = `/channels/${fixture.staffChannel}/threads`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await fixture.submitDemo('Glass Horizon');
  const frozen = startFreezableWorker(t, app);
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  frozen.freeze();
  // Duplicate threads are removed two leases later: by then, also on a busy machine, both are there.
  await startWorker(t, app, 8_000);
  await fixture.waitForRow('thread.tidy', () => true);
  const after = await fixture.waitForThread(1);
  await control.releaseFault({ faultId });
  await control.waitForThread({ channelId: fixture.staffChannel, contains: '#1 · ', after });
  frozen.thaw();
  await fixture.waitUntilIdle({ includesTidying: true });
  await assertDeliveredOnce(t, fixture, ['Glass Horizon']);
});

test('two workers at once', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t);
  await Promise.all([startWorker(t, app), startWorker(t, app)]);
  await Promise.all(TITLES.map((title) => fixture.submitDemo(title)));
  await fixture.waitUntilIdle();
  await assertDeliveredOnce(t, fixture, TITLES);
});

test('a Discord that accepts a call and never responds does not block deliveries', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t, SHORT_LEASE);
  const { control } = app.discord;
  for (const path of [
    `/channels/${fixture.staffChannel}/messages`,
    `/channels/${fixture.staffChannel}/threads`,
  ])
    await control.injectFault({ method: 'POST', path, hang: true, afterEffect: true });
  await startWorker(t, app);
  await fixture.submitDemo('Glass Horizon');
  await fixture.waitForRow('card.post', ({ last_error: error }) => error === 'timeout');
  await control.forgetNonces();
  await fixture.waitUntilIdle();
  await assertDeliveredOnce(t, fixture, ['Glass Horizon']);
});

test('a stopping worker finishes started deliveries and releases the rest', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t);
  const { control } = app.discord;
  const path = `/channels/${fixture.staffChannel}/threads`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await fixture.submitDemo('Glass Horizon');
  const first = await startWorker(t, app);
  await control.waitForFault({ faultId });
  const stopped = first.stop();
  await control.releaseFault({ faultId });
  await stopped;
  const { threads } = await control.getServer({ serverId: fixture.guildId });
  t.is(threads.length, 1);
  // The card was leased and not begun: as if it had never been touched.
  const rows = await fixture.readOutbox();
  t.deepEqual(
    rows.map(({ kind, state, lease_owner, first_sent_at, attempts }) => ({
      kind,
      state,
      lease_owner,
      first_sent_at,
      attempts,
    })),
    [
      { kind: 'card.post', state: 'waiting', lease_owner: null, first_sent_at: null, attempts: 0 },
      {
        kind: 'thread.intro',
        state: 'waiting',
        lease_owner: null,
        first_sent_at: null,
        attempts: 0,
      },
    ],
  );
  await startWorker(t, app);
  await fixture.waitUntilIdle();
  await assertDeliveredOnce(t, fixture, ['Glass Horizon']);
});

test('the sweep finds deliveries whose wake-up was lost', async (t) => {
  const { app, fixture } = await createWorkerlessFixture(t);
  const jobs = app.tenancy.createJobPool(1);
  const { promise: woken, resolve } = Promise.withResolvers<void>();
  app.tenancy.onChange(() => resolve());
  await fixture.submitDemo('Glass Horizon');
  // Sent in one statement with the job: when the one is heard, the other is there.
  await woken;
  const { rowCount } = await jobs.query('DELETE FROM graphile_worker._private_jobs');
  t.is(rowCount, 1);
  await startWorker(t, app);
  await fixture.waitUntilIdle();
  await assertDeliveredOnce(t, fixture, ['Glass Horizon']);
});
