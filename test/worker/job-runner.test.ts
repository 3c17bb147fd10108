import { EventEmitter, once } from 'node:events';
import test from 'ava';
import type { PoolClient } from 'pg';
import type { Tenancy } from '../../tenancy/index.ts';
import { startJobRunner } from '../../worker/job-runner.ts';
import { startApp } from '../helpers/app.ts';
import { CapturedOutput } from '../secrecy/captured-output.ts';
import { createWorkerFixture } from './fixture.ts';

type JobPool = ReturnType<Tenancy['createJobPool']>;

/** The next statement that matches fails, as one does whose connection breaks. */
function breakOnce(pool: JobPool, statement: RegExp): Promise<void> {
  const broken = Promise.withResolvers<void>();
  let isBroken = false;
  pool.on('connect', (client: PoolClient) => {
    const query = client.query.bind(client) as (...all: unknown[]) => unknown;
    const breaking = (...all: unknown[]) => {
      const text = typeof all[0] === 'string' ? all[0] : (all[0] as { text: string }).text;
      if (isBroken || !statement.test(text)) return query(...all);
      isBroken = true;
      broken.resolve();
      return Promise.reject(new Error('Connection terminated unexpectedly'));
    };
    Object.assign(client, { query: breaking });
  });
  return broken.promise;
}

for (const [what, statement] of [
  ['its tasks cannot be told to the queue', /into .*_private_tasks/],
  ['it cannot look for a job', /_private_jobs.*locked_at/s],
  ['a job that is done cannot be taken off the queue', /delete from .*_private_jobs/],
] as const)
  test(`${what}, once: jobs are taken all the same`, async (t) => {
    const app = await startApp(t, { processes: [] });
    let broken: Promise<void> | undefined;
    const tenancy = {
      createJobPool(max: number) {
        const pool = app.tenancy.createJobPool(max);
        broken = breakOnce(pool, statement);
        return pool;
      },
    };
    const done = new EventEmitter();
    const moved = Promise.withResolvers<void>();
    const jobs = await startJobRunner(
      {
        tenancy,
        concurrency: 2,
        taskList: {
          move: () => {
            done.emit('move');
            return moved.promise;
          },
          note: (payload) => void done.emit(`${(payload as { serial: number }).serial}`),
        },
      },
      { log: app.log, stopSignal: new AbortController().signal },
    );
    t.teardown(() => jobs.stop());
    const queue = app.tenancy.createJobPool(1);
    // One that takes long holds up nobody.
    const moving = once(done, 'move');
    await queue.query(`SELECT graphile_worker.add_job('move')`);
    await moving;
    const add = (serial: number) =>
      queue.query(`SELECT graphile_worker.add_job('note', json_build_object('serial', $1::int))`, [
        serial,
      ]);
    const taken = [once(done, '1'), once(done, '2')];
    await add(1);
    await broken;
    await add(2);
    await Promise.all(taken);
    moved.resolve();
    await jobs.stop();
    t.is(jobs.current(), null);
  });

test('the control database becomes unavailable during a job: the worker takes the next one', async (t) => {
  const app = await startApp(t, { processes: ['worker'], hasFaultProxies: true });
  const fixture = await createWorkerFixture(app);
  const path = `/channels/${fixture.staffChannel}`;
  const { control } = app.discord;
  const { id: faultId } = await control.injectFault({ method: 'GET', path, held: true });
  await fixture.submitDemo('Glass Horizon');
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  app.proxies.control.disconnect();
  await control.releaseFault({ faultId });
  await fixture.waitUntilIdle();
  // Its job cannot be taken off the queue.
  await app.proxies.control.waitForRefusal();
  app.proxies.control.restore();
  await fixture.submitDemo('Paper Lanterns');
  await fixture.waitUntilIdle();
  const cards = JSON.stringify(await fixture.readBotMessages(fixture.staffChannel));
  t.true(cards.includes('Glass Horizon') && cards.includes('Paper Lanterns'));
});

test('the message of a failed job is not logged', async (t) => {
  const app = await startApp(t, { processes: [] });
  const capturedOutput = new CapturedOutput();
  const failed = Promise.withResolvers<void>();
  const log = capturedOutput.createLogger();
  const jobs = await startJobRunner(
    {
      tenancy: app.tenancy,
      concurrency: 1,
      taskList: {
        fail() {
          throw Object.assign(new Error('canary-4711'), { code: 'own_code' });
        },
      },
    },
    {
      log: {
        info: (facts, message) => log.info(facts, message),
        warn: (facts, message) => log.warn(facts, message),
        error(facts, message) {
          log.error(facts, message);
          failed.resolve();
        },
      },
      stopSignal: new AbortController().signal,
    },
  );
  t.teardown(() => jobs.stop());
  await app.tenancy.createJobPool(1).query(`SELECT graphile_worker.add_job('fail')`);
  await failed.promise;
  const logged = capturedOutput.texts.filter(([where]) => where === 'log').map(([, text]) => text);
  t.regex(logged.join(''), /own_code.*Failed task 1 \(fail/);
  t.false(logged.join('').includes('canary'));
});
