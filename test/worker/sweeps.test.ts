import test from 'ava';
import { compose, UNATTENDED_MS } from '../../server/compose.ts';
import { workerConfig } from '../../server/processes/worker.ts';
import { periodically } from '../../worker/periodic.ts';
import { startWorker } from '../../worker/worker.ts';
import { startHouse } from '../helpers/house.ts';
import { openDesk } from './desk.ts';

test('work that takes longer than its period is not begun again before it ended', async (t) => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const thrice = Promise.withResolvers<void>();
  const periodic = periodically(1, async () => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (++runs === 3) thrice.resolve();
  });
  await thrice.promise;
  await periodic.stop();
  t.is(most, 1);
  t.is(running, 0);
});

test('own databases that keep silent do not hold up what a crash left of others', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const { env, log } = house;
  const desk = await openDesk(house);
  await desk.send('Glass Horizon');
  // The hint is lost: only the sweep finds it.
  const pool = house.tenancy.jobPool(1);
  await pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
  await pool.end();
  const { tenancy, deps, close } = compose(env, log, UNATTENDED_MS);
  const asked = Promise.withResolvers<void>();
  const silent = Promise.withResolvers<never[]>();
  const outages = {
    ...tenancy.outages,
    open: () => {
      asked.resolve();
      return silent.promise;
    },
  };
  async function* none(): AsyncGenerator<string> {
    yield* await silent.promise;
  }
  const worker = await startWorker(
    { ...workerConfig(env), sweepMs: 200 },
    { tenancy: { ...tenancy, outages, dueOwnGuilds: none }, deps, log },
    new AbortController().signal,
  );
  t.teardown(async () => {
    silent.resolve([]);
    await worker.stop();
    await close();
  });
  await asked.promise;
  await desk.settled();
  t.pass();
});
