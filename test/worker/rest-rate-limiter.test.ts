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
  t.is(busy(), 10);
  t.is(limiter.waitingCount, 490);
  limiter.close();
});

test('busy guilds get equal shares, however many calls wait', async (t) => {
  let now = 0;
  const limiter = new RestRateLimiter(15, () => now);
  const first = requestCalls(limiter, '1', 500);
  const second = requestCalls(limiter, '2', 100);
  // Each call of another guild looks who is next.
  for (let second = 0; second < 4; second++) {
    now += 1_000;
    await limiter.acquire(`9${second}`, WAIT_MS);
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
  now += 1_000;
  await limiter.acquire('2', WAIT_MS);
  const servedAtFifteen = served();
  t.true(servedAtFifteen >= 9 && servedAtFifteen <= 15, String(servedAtFifteen));
  t.is(limiter.takeDemand(), 21);
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
