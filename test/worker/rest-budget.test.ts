import test from 'ava';
import { OutOfTimeError } from '../../worker/out-of-time.ts';
import { RestBudget } from '../../worker/rest-budget.ts';

const SOON_MS = 60_000;

/** Asks for `count` calls of a guild. @returns how many were handed out so far */
function ask(budget: RestBudget, guildId: string, count: number): () => number {
  let handedOut = 0;
  for (let call = 0; call < count; call++)
    void budget.take(guildId, SOON_MS).then(
      () => (handedOut += 1),
      () => {},
    );
  return () => handedOut;
}

test('a guild with hundreds of calls waiting leaves others what they need at once', async (t) => {
  // Time stands: nothing comes back.
  const budget = new RestBudget(15, () => 0);
  const busy = ask(budget, '1', 500);
  await budget.take('2', SOON_MS);
  await budget.take('2', SOON_MS);
  await budget.take('3', SOON_MS);
  t.is(busy(), 10);
  t.is(budget.waiting, 490);
  budget.close();
});

test('busy guilds get the same, whoever has more waiting', async (t) => {
  let now = 0;
  const budget = new RestBudget(15, () => now);
  const first = ask(budget, '1', 500);
  const second = ask(budget, '2', 100);
  // Each call of another guild looks who is next.
  for (let second = 0; second < 4; second++) {
    now += 1_000;
    await budget.take(`9${second}`, SOON_MS);
  }
  t.true(first() + second() >= 40, `${first()} and ${second()}`);
  t.true(Math.abs(first() - second()) <= 10, `${first()} and ${second()}`);
  budget.close();
});

test('whoever waits too long is told so, and its place is free', async (t) => {
  const budget = new RestBudget(1, () => 0);
  await budget.take('1', SOON_MS);
  await t.throwsAsync(budget.take('1', 1), { instanceOf: OutOfTimeError });
  t.is(budget.waiting, 0);
});

test('once it is closed nobody waits', async (t) => {
  const budget = new RestBudget(1, () => 0);
  await budget.take('1', SOON_MS);
  const waiting = budget.take('1', SOON_MS);
  budget.close();
  await t.throwsAsync(waiting, { instanceOf: OutOfTimeError });
  await t.throwsAsync(budget.take('2', SOON_MS), { instanceOf: OutOfTimeError });
});

test('a budget of one call a second serves everybody in turn', async (t) => {
  let now = 0;
  const budget = new RestBudget(1, () => now);
  const order: string[] = [];
  const done = ['1', '1', '2', '3'].map((guildId) =>
    budget.take(guildId, SOON_MS).then(() => order.push(guildId)),
  );
  for (let second = 0; second < 3; second++) {
    await new Promise((resolve) => setImmediate(resolve));
    now += 1_000;
    // A refused call looks who is next.
    await budget.take('0', 0).catch(() => {});
  }
  budget.close();
  await Promise.allSettled(done);
  t.is(order[0], '1');
  t.deepEqual(new Set(order.slice(1, 3)), new Set(['2', '3']));
});

test('while it is paused nothing is handed out; then it goes on', async (t) => {
  let now = 0;
  const budget = new RestBudget(15, () => now);
  budget.pause(1_000);
  const handedOut = ask(budget, '1', 3);
  await t.throwsAsync(budget.take('2', 1), { instanceOf: OutOfTimeError });
  t.is(handedOut(), 0);
  now += 1_000;
  await budget.take('2', SOON_MS);
  t.is(handedOut(), 3);
  budget.close();
});
