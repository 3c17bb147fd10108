import test from 'ava';
import { CallNotSentError } from '../../worker/call-not-sent-error.ts';
import { RestRateLimiter } from '../../worker/rest-rate-limiter.ts';

const WAIT_MS = 60_000;

/** Asks for `count` calls of a guild. @returns how many were handed out so far */
function requestCalls(limiter: RestRateLimiter, guildId: string, count: number): () => number {
  let grantedCount = 0;
  for (let call = 0; call < count; call++)
    void limiter.acquire(guildId, WAIT_MS).then(
      () => (grantedCount += 1),
      () => {},
    );
  return () => grantedCount;
}

test('a guild with hundreds of waiting calls does not delay others', async (t) => {
  // The clock stands still: nothing is refilled.
  const limiter = new RestRateLimiter(15, () => 0);
  const busy = requestCalls(limiter, '1', 500);
  await limiter.acquire('2', WAIT_MS);
  await limiter.acquire('2', WAIT_MS);
  await limiter.acquire('3', WAIT_MS);
  const busyCount = busy();
  t.true(busyCount >= 5 && busyCount <= 12, String(busyCount));
  t.is(limiter.waitingCount, 500 - busyCount);
  limiter.close();
});

test('no second has more calls than the share, and busy guilds leave room in each', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(60, () => now);
  const busy = requestCalls(limiter, '1', 500);
  /** Calls handed out by the end of each tenth of a second. */
  const totals: number[] = [];
  await new Promise((resolve) => setImmediate(resolve));
  const initialCount = busy();
  for (let tenth = 0; tenth < 50; tenth++) {
    now += 100;
    // A guild that was quiet has its call at once, at any time.
    const isServed = requestCalls(limiter, `9${tenth}`, 1);
    await new Promise((resolve) => setImmediate(resolve));
    t.is(isServed(), 1, `after ${now} ms`);
    totals.push(tenth + 1 + busy());
  }
  for (const [tenth, total] of totals.entries()) {
    const inLastSecond = total - (totals[tenth - 10] ?? (tenth === 9 ? initialCount : 0));
    t.true(inLastSecond <= 60, `${inLastSecond} calls within a second`);
  }
  t.true(busy() >= 4 * 38, String(busy()));
  limiter.close();
});

test('busy guilds get equal shares, however many calls wait', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(15, () => now);
  const first = requestCalls(limiter, '1', 500);
  const second = requestCalls(limiter, '2', 100);
  // Each call of another guild looks who is next.
  for (let quarter = 0; quarter < 20; quarter++) {
    now += 250;
    await limiter.acquire(`9${quarter}`, WAIT_MS);
  }
  t.true(first() + second() >= 40, `${first()} and ${second()}`);
  t.true(Math.abs(first() - second()) <= 10, `${first()} and ${second()}`);
  limiter.close();
});

test('a share that changes counts at once, and what was wanted is reported', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(1, () => now);
  const served = requestCalls(limiter, '1', 20);
  await t.throwsAsync(limiter.acquire('2', 1), { instanceOf: CallNotSentError });
  t.is(served(), 1);
  limiter.setPerSecond(15);
  for (let quarter = 0; quarter < 4; quarter++) {
    now += 250;
    await limiter.acquire('2', WAIT_MS);
  }
  const servedAtFifteen = served();
  t.true(servedAtFifteen >= 9 && servedAtFifteen <= 15, String(servedAtFifteen));
  t.is(limiter.takeDemand(), 24);
  t.is(limiter.takeDemand(), 20 - servedAtFifteen);
  // What was saved up at the larger one is lost.
  now += 1_000;
  limiter.setPerSecond(2);
  await new Promise((resolve) => setImmediate(resolve));
  t.true(served() - servedAtFifteen <= 2, String(served()));
  limiter.close();
});

test('a call that waits too long is rejected, and its slot is free', async (t) => {
  const limiter = new RestRateLimiter(1, () => 0);
  await limiter.acquire('1', WAIT_MS);
  await t.throwsAsync(limiter.acquire('1', 1), { instanceOf: CallNotSentError });
  t.is(limiter.waitingCount, 0);
});

test('closing rejects waiting calls', async (t) => {
  const limiter = new RestRateLimiter(1, () => 0);
  await limiter.acquire('1', WAIT_MS);
  const waiting = limiter.acquire('1', WAIT_MS);
  limiter.close();
  await t.throwsAsync(waiting, { instanceOf: CallNotSentError });
  await t.throwsAsync(limiter.acquire('2', WAIT_MS), { instanceOf: CallNotSentError });
});

test('a budget of one call per second serves guilds in turn', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(1, () => now);
  const order: string[] = [];
  const done = ['1', '1', '2', '3'].map((guildId) =>
    limiter.acquire(guildId, WAIT_MS).then(() => order.push(guildId)),
  );
  for (let second = 0; second < 3; second++) {
    await new Promise((resolve) => setImmediate(resolve));
    now += 1_000;
    // A refused call looks who is next.
    await limiter.acquire('0', 0).catch(() => {});
  }
  limiter.close();
  await Promise.allSettled(done);
  t.is(order[0], '1');
  t.deepEqual(new Set(order.slice(1, 3)), new Set(['2', '3']));
});

test('while it is paused nothing is handed out; then it goes on', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(15, () => now);
  limiter.pause(1_000);
  const grantedCount = requestCalls(limiter, '1', 3);
  await t.throwsAsync(limiter.acquire('2', 1), { instanceOf: CallNotSentError });
  t.is(grantedCount(), 0);
  now += 1_000;
  await limiter.acquire('2', WAIT_MS);
  t.is(grantedCount(), 3);
  limiter.close();
});
