import test from 'ava';
import { BACKGROUND_STATEMENT_TIMEOUT_MS, createAppServices } from '../../server/app-services.ts';
import { toWorkerConfig } from '../../server/processes/worker.ts';
import { startPeriodic } from '../../worker/periodic.ts';
import { startWorker } from '../../worker/worker.ts';
import { startApp } from '../helpers/app.ts';
import { createWorkerFixture } from './fixture.ts';

test('work that takes longer than its period is not begun again before it ended', async (t) => {
  let running = 0;
  let maxRunning = 0;
  let runs = 0;
  const thrice = Promise.withResolvers<void>();
  const periodic = startPeriodic(1, async () => {
    running += 1;
    maxRunning = Math.max(maxRunning, running);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (++runs === 3) thrice.resolve();
  });
  await thrice.promise;
  await periodic.stop();
  t.is(maxRunning, 1);
  t.is(running, 0);
});

test('silent customer databases do not delay what a crash left of others', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { env, log } = app;
  const fixture = await createWorkerFixture(app);
  await fixture.submitDemo('Glass Horizon');
  // The hint is lost: only the sweep finds it.
  const pool = app.tenancy.createJobPool(1);
  await pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
  await pool.end();
  const { tenancy, deps, systemOperations, close } = createAppServices(
    env,
    log,
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  const asked = Promise.withResolvers<void>();
  const silent = Promise.withResolvers<never[]>();
  const outages = {
    ...tenancy.outages,
    list: () => {
      asked.resolve();
      return silent.promise;
    },
  };
  async function* noGuilds(): AsyncGenerator<string> {
    yield* await silent.promise;
  }
  const worker = await startWorker(
    { ...toWorkerConfig(env), sweepMs: 200 },
    {
      tenancy: { ...tenancy, outages, listDueCustomerDatabaseGuilds: noGuilds },
      deps,
      operations: systemOperations,
      log,
    },
    new AbortController().signal,
  );
  t.teardown(async () => {
    silent.resolve([]);
    await worker.stop();
    await close();
  });
  await asked.promise;
  await fixture.waitUntilIdle();
  t.pass();
});
