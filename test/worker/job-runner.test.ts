import { EventEmitter, once } from 'node:events';
import test from 'ava';
import type { PoolClient } from 'pg';
import type { Tenancy } from '../../tenancy/index.ts';
import { keepRunning } from '../../worker/job-runner.ts';
import { startHouse } from '../helpers/house.ts';
import { Heard } from '../secrecy/heard.ts';
import { openDesk } from './desk.ts';

type JobPool = ReturnType<Tenancy['jobPool']>;

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
    const house = await startHouse(t, { processes: [] });
    let broken: Promise<void> | undefined;
    const tenancy = {
      jobPool(max: number) {
        const pool = house.tenancy.jobPool(max);
        broken = breakOnce(pool, statement);
        return pool;
      },
    };
    const done = new EventEmitter();
    const moved = Promise.withResolvers<void>();
    const jobs = await keepRunning(
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
      { log: house.log, stopped: new AbortController().signal },
    );
    t.teardown(() => jobs.stop());
    const queue = house.tenancy.jobPool(1);
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

test('the control database goes away while a job is done: the worker takes the next one', async (t) => {
  const house = await startHouse(t, { processes: ['worker'] });
  const desk = await openDesk(house);
  const path = `/channels/${desk.staffChannel}`;
  const { control } = house.discord;
  const { id: faultId } = await control.injectFault({ method: 'GET', path, held: true });
  await desk.send('Glass Horizon');
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  house.ways.control.cut();
  await control.releaseFault({ faultId });
  await desk.settled();
  // Its job cannot be taken off the queue.
  await house.ways.control.refusal();
  house.ways.control.mend();
  await desk.send('Paper Lanterns');
  await desk.settled();
  const cards = JSON.stringify(await desk.said(desk.staffChannel));
  t.true(cards.includes('Glass Horizon') && cards.includes('Paper Lanterns'));
});

test('what a job that failed said is not logged', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const heard = new Heard();
  const failed = Promise.withResolvers<void>();
  const log = heard.log();
  const jobs = await keepRunning(
    {
      tenancy: house.tenancy,
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
      stopped: new AbortController().signal,
    },
  );
  t.teardown(() => jobs.stop());
  await house.tenancy.jobPool(1).query(`SELECT graphile_worker.add_job('fail')`);
  await failed.promise;
  const logged = heard.texts.filter(([where]) => where === 'log').map(([, text]) => text);
  t.regex(logged.join(''), /own_code.*Failed task 1 \(fail/);
  t.false(logged.join('').includes('canary'));
});
