import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { startRestBudget } from '../../server/discord/rest-budget.ts';
import { divideBudget } from '../../tenancy/control/divide-budget.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, testDatabases } from '../helpers/databases.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

const BUDGET = 45;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** A deployment's control database, in which each process reports. */
async function createFixture(t: ExecutionContext) {
  const databases = await testDatabases(['eu-uk'], { own: true });
  const tenancy = createTenancy(createTenancyConfig(databases));
  t.teardown(() => tenancy.close());
  const report = (processId: string, demand: number) =>
    tenancy.control.takeRestShare({ processId, demand, budget: BUDGET });
  return { tenancy, report, control: new URL(databases.control).pathname.slice(1) };
}

test('a budget is divided: all of it, by demand, equally among those who want more', (t) => {
  t.deepEqual(divideBudget(45, [0]), [45]);
  t.deepEqual(divideBudget(45, [100, 100, 0]), [21.5, 21.5, 2]);
  t.deepEqual(divideBudget(40, [0, 0, 0, 0]), [10, 10, 10, 10]);
  t.deepEqual(divideBudget(8, [50, 0, 0, 0]), [5, 1, 1, 1]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (budget, demands) => {
        const shares = divideBudget(budget, demands);
        if (Math.abs(sum(shares) - budget) > 1e-6) return false;
        // Whoever gets less than they want gets no less than anybody else.
        const most = Math.max(...shares);
        return shares.every(
          (share, index) =>
            share > 0 && (share >= (demands[index] as number) - 1e-6 || share >= most - 1e-6),
        );
      },
    ),
  );
});

test('a busy process uses what the others leave, and gives it back', async (t) => {
  const { report } = await createFixture(t);
  t.is(await report('a', 0), BUDGET);
  // A still holds everything, until it reports again.
  t.is(await report('b', 0), 1);
  t.is(await report('a', 400), 43);
  t.is(await report('b', 0), 2);
  t.is(await report('b', 400), 2);
  t.is(await report('a', 400), 22.5);
  t.is(await report('b', 400), 22.5);
});

test('the share of a process that has ended without a word is free after some seconds', async (t) => {
  const { report, control } = await createFixture(t);
  t.is(await report('ended', 400), BUDGET);
  t.is(await report('new', 400), 1);
  await runAsSuperuser(
    `UPDATE rest_shares SET reported_at = reported_at - interval '5 seconds' WHERE process_id = 'ended'`,
    control,
  );
  t.is(await report('new', 400), BUDGET);
});

test('processes that report in any order never hold more than the budget', async (t) => {
  const { report } = await createFixture(t);
  const ids = ['a', 'b', 'c', 'd', 'e'];
  // All at once at first, as after a deploy.
  await Promise.all(ids.map((id) => report(id, 400)));
  const shares = new Map<string, number>();
  for (const id of ids) shares.set(id, await report(id, 400));
  for (let round = 0; round < 8; round++)
    for (const [turn, id] of [...ids.slice(round % 5), ...ids.slice(0, round % 5)].entries()) {
      shares.set(id, await report(id, [0, 400, 3, 12][(turn + round) % 4] as number));
      const total = sum([...shares.values()]);
      t.true(total <= BUDGET + 1e-6, `${total} in round ${round}`);
    }
  for (const id of [...ids, ...ids]) shares.set(id, await report(id, 400));
  t.deepEqual([...shares.values()], [9, 9, 9, 9, 9]);
});

test('a running process follows its share, keeps it through an outage, and frees it', async (t) => {
  const { tenancy, report } = await createFixture(t);
  const settings: number[] = [];
  const waiters = new Set<() => void>();
  const { promise: failed, resolve: onFailure } = Promise.withResolvers<void>();
  let isAway = false;
  const budget = startRestBudget(
    {
      releaseRestShare: tenancy.control.releaseRestShare,
      takeRestShare: async (input) => {
        if (!isAway) return tenancy.control.takeRestShare(input);
        throw new Error('away');
      },
    },
    {
      takeDemand: () => 0,
      setPerSecond(perSecond) {
        settings.push(perSecond);
        for (const wake of waiters) wake();
      },
    },
    { budget: BUDGET, max: 30 },
    { warn: () => onFailure() } as never,
  );
  const nextSetting = () =>
    new Promise<void>((resolve) => {
      waiters.add(() => resolve());
    });
  if (settings.length === 0) await nextSetting();
  t.is(settings.at(-1), 30);
  t.is(await report('other', 400), 1);
  while (settings.at(-1) === 30) await nextSetting();
  t.is(settings.at(-1), 2);
  isAway = true;
  await failed;
  t.is(settings.at(-1), 2);
  await budget.stop();
  t.is(await report('other', 400), BUDGET);
});
