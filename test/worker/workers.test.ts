import test, { type ExecutionContext } from 'ava';
import { runWorker } from '../../server/processes/worker.ts';
import { Victim } from '../chaos/victim.ts';
import { type House, startHouse } from '../helpers/house.ts';
import { countOf, type Desk, openDesk } from './desk.ts';

/** A lease that runs out in the test, and one that a busy machine does not outlast. */
const SHORT_LEASE = { OUTBOX_LEASE_MS: '2000' };
const LONG_LEASE = { OUTBOX_LEASE_MS: '60000' };

/** A house without a worker; each test runs those it wants. */
async function quiet(t: ExecutionContext, lease = LONG_LEASE) {
  const house = await startHouse(t, {
    processes: [],
    variables: { ...lease, OUTBOX_SWEEP_MS: '300' },
  });
  return { house, desk: await openDesk(house) };
}

async function startWorker(t: ExecutionContext, { env, log }: House, leaseMs?: number) {
  const own = leaseMs ? { ...env, OUTBOX_LEASE_MS: leaseMs } : env;
  const worker = await runWorker(own, log, new AbortController().signal);
  if (!worker) throw new Error('it did not start');
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= worker.stop());
  t.teardown(stop);
  return { stop };
}

/** A worker in a process of its own, to be frozen past its lease. */
function startVictim(
  t: ExecutionContext,
  { variables }: House,
  onEvent: (line: string) => void = () => {},
) {
  const victim = new Victim('worker', { ...variables, ...SHORT_LEASE }, onEvent);
  t.teardown(() => victim.stop());
  return victim;
}

async function onceEach(t: ExecutionContext, desk: Desk, titles: readonly string[]) {
  const cards = await desk.said(desk.staffChannel);
  const { threads } = await desk.house.discord.control.getServer({ serverId: desk.guildId });
  for (const title of titles) {
    t.is(countOf(cards, title), 1, title);
    const own = threads.filter((thread) => (thread as { name: string }).name.includes(title));
    t.is(own.length, 1, title);
    const said = await desk.said((own[0] as { id: string }).id);
    t.is(countOf(said, 'Private room'), 1, title);
  }
  const left = (await desk.outbox()).filter(({ kind }) => kind !== 'thread.tidy');
  t.deepEqual(left, []);
}

const TITLES = ['Glass Horizon', 'Paper Lanterns', 'Low Tide', 'Night Bus', 'Copper Wire'];

test('a worker is frozen past its lease while another takes over: awake again, it does nothing twice', async (t) => {
  const { house, desk } = await quiet(t);
  const { control } = house.discord;
  const takenOver = Promise.withResolvers<void>();
  let left = TITLES.length;
  // All that it has leased waits behind this call; its answer comes while it is frozen.
  const path = `/channels/${desk.staffChannel}`;
  const { id: faultId } = await control.injectFault({ method: 'GET', path, held: true });
  for (const title of TITLES) await desk.send(title);
  const frozen = startVictim(t, house, (line) => {
    if (line.includes('delivery.taken_over') && --left === 0) takenOver.resolve();
  });
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  frozen.freeze();
  await control.releaseFault({ faultId });
  await startWorker(t, house);
  await desk.settled();
  await control.forgetNonces();
  frozen.thaw();
  await takenOver.promise;
  await onceEach(t, desk, TITLES);
});

test('a thread that a frozen worker opened beside the other one’s is taken away', async (t) => {
  const { house, desk } = await quiet(t);
  const { control } = house.discord;
  // Discord is so slow that the next worker finds no thread yet, and opens one.
  const path = `/channels/${desk.staffChannel}/threads`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await desk.send('Glass Horizon');
  const frozen = startVictim(t, house);
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  frozen.freeze();
  // The look after second threads comes two leases later.
  await startWorker(t, house, 4_000);
  await desk.row('thread.tidy', () => true);
  const after = await desk.thread(1);
  await control.releaseFault({ faultId });
  await control.waitForThread({ channelId: desk.staffChannel, contains: '#1 · ', after });
  frozen.thaw();
  await desk.settled({ tidied: true });
  await onceEach(t, desk, ['Glass Horizon']);
});

test('two workers at once', async (t) => {
  const { house, desk } = await quiet(t);
  await Promise.all([startWorker(t, house), startWorker(t, house)]);
  await Promise.all(TITLES.map((title) => desk.send(title)));
  await desk.settled();
  await onceEach(t, desk, TITLES);
});

test('a Discord that takes a call and never answers holds no delivery', async (t) => {
  const { house, desk } = await quiet(t, SHORT_LEASE);
  const { control } = house.discord;
  for (const path of [
    `/channels/${desk.staffChannel}/messages`,
    `/channels/${desk.staffChannel}/threads`,
  ])
    await control.injectFault({ method: 'POST', path, hang: true, afterEffect: true });
  await startWorker(t, house);
  await desk.send('Glass Horizon');
  await desk.row('card.post', ({ last_error: error }) => error === 'timeout');
  await control.forgetNonces();
  await desk.settled();
  await onceEach(t, desk, ['Glass Horizon']);
});

test('a worker that is asked to stop ends what it has begun and gives back the rest', async (t) => {
  const { house, desk } = await quiet(t);
  const { control } = house.discord;
  const path = `/channels/${desk.staffChannel}/threads`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await desk.send('Glass Horizon');
  const first = await startWorker(t, house);
  await control.waitForFault({ faultId });
  const stopped = first.stop();
  await control.releaseFault({ faultId });
  await stopped;
  const { threads } = await control.getServer({ serverId: desk.guildId });
  t.is(threads.length, 1);
  // The card was leased and not begun: as if it had never been touched.
  const rows = await desk.outbox();
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
  await startWorker(t, house);
  await desk.settled();
  await onceEach(t, desk, ['Glass Horizon']);
});

test('the sweep finds what a lost wake-up left', async (t) => {
  const { house, desk } = await quiet(t);
  const jobs = house.tenancy.jobPool(1);
  const { promise: woken, resolve } = Promise.withResolvers<void>();
  house.tenancy.onChange(() => resolve());
  await desk.send('Glass Horizon');
  // Sent in one statement with the job: when the one is heard, the other is there.
  await woken;
  const { rowCount } = await jobs.query('DELETE FROM graphile_worker._private_jobs');
  t.is(rowCount, 1);
  await startWorker(t, house);
  await desk.settled();
  await onceEach(t, desk, ['Glass Horizon']);
});
