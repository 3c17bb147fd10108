import test from 'ava';
import { createFairQueue, QueueFullError } from '../../bot/directory/fair-queue.ts';

const LIMITS = { perSecond: 1_000, maxWaiting: () => ({ all: 100, group: 50, caller: 20 }) };

/** A queue whose first turns are spent, and the order in which calls begin. */
function createDrainedQueue(limits = LIMITS) {
  const queue = createFairQueue({ ...limits, perSecond: 20 });
  const order: string[] = [];
  const enqueue = (group: string, caller: string) =>
    queue.run({ group, caller }, async () => void order.push(group));
  const spent = Promise.all(Array.from({ length: 20 }, (_, n) => enqueue('spent', `p${n % 5}`)));
  return { order, enqueue, spent };
}

test('groups take turns, however many calls they have', async (t) => {
  const { order, enqueue, spent } = createDrainedQueue();
  await spent;
  order.length = 0;
  const calls = [];
  for (let n = 0; n < 12; n++) calls.push(enqueue('busy', `p${n % 3}`));
  calls.push(enqueue('quiet', 'q'), enqueue('other', 'q'));
  await Promise.all(calls);
  t.true(order.indexOf('quiet') <= 3, order.join());
  t.true(order.indexOf('other') <= 4, order.join());
});

test('the queue is bounded in total, by group and by caller, and says when to retry', async (t) => {
  const { enqueue, spent } = createDrainedQueue({
    perSecond: 20,
    maxWaiting: () => ({ all: 6, group: 4, caller: 2 }),
  });
  await spent;
  const first = [enqueue('a', 'p'), enqueue('a', 'p')];
  await t.throwsAsync(enqueue('b', 'p'), { instanceOf: QueueFullError });
  const more = [enqueue('a', 'q'), enqueue('a', 'q')];
  await t.throwsAsync(enqueue('a', 'r'), { instanceOf: QueueFullError });
  const last = [enqueue('b', 's'), enqueue('c', 's')];
  const full = await t.throwsAsync(enqueue('d', 'u'), { instanceOf: QueueFullError });
  t.true((full?.retryAfterSeconds ?? 0) >= 1);
  await Promise.all([...first, ...more, ...last]);
  await t.notThrowsAsync(enqueue('d', 'p'));
});

test('a call that fails rejects for its caller only', async (t) => {
  const queue = createFairQueue(LIMITS);
  const who = { group: 'a', caller: 'p' };
  await t.throwsAsync(
    queue.run(who, () => Promise.reject(new Error('no'))),
    { message: 'no' },
  );
  t.is(await queue.run(who, async () => 1), 1);
});

test('a share that changes counts at once, and what was wanted is reported', async (t) => {
  const queue = createFairQueue({ ...LIMITS, perSecond: 1 });
  let started = 0;
  const call = () =>
    queue.run({ group: 'a', caller: 'p' }, async () => {
      started += 1;
    });
  const calls = Array.from({ length: 10 }, call);
  t.is(started, 1);
  t.is(queue.takeDemand(), 10);
  t.is(queue.takeDemand(), 9);
  queue.setPerSecond(1_000);
  await Promise.all(calls);
  t.is(started, 10);
  t.is(queue.takeDemand(), 9);
});
