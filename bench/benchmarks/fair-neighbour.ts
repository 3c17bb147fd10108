import { setTimeout as wait } from 'node:timers/promises';
import { startProductProcess } from '../../sandbox/demo/product-process.ts';
import { startServices } from '../../test/chaos/fixture.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { createLabel } from '../../test/helpers/label.ts';
import { createWorkerFixture, type WorkerFixture } from '../../test/worker/fixture.ts';
import { measureMs, quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';

/** Demos of the busy guild that wait when the others' first is sent. */
const BACKLOG_SIZE = 500;
/**
 * The others submit in turn, each a demo in three seconds. A demo is four or five calls: a lively
 * label uses a tenth of the default REST budget at this pace.
 */
const OTHER_GUILD_COUNT = 4;
const SUBMIT_INTERVAL_MS = 3_000 / OTHER_GUILD_COUNT;
/** What the worker takes from the busy guild's backlog in that time comes back. */
const REFILL_SIZE = 6;

/**
 * Sends demos one after the other, from each guild in turn, and does `between` behind each.
 * @returns ms until each one's card was in the staff channel
 */
async function measureCardLatencies(
  fixtures: readonly WorkerFixture[],
  { signal, isFull }: BenchmarkContext,
  afterEach: () => Promise<void> = async () => {},
): Promise<number[]> {
  const count = isFull ? 400 : 100;
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    signal.throwIfAborted();
    const fixture = fixtures[turn % fixtures.length] as WorkerFixture;
    const title = `Track ${turn} of ${Math.random()}`;
    const ms = await measureMs(async () => {
      await fixture.submitDemo(title);
      await fixture.app.discord.control.wait({ channelId: fixture.staffChannel, contains: title });
    });
    times.push(ms);
    const pause = wait(Math.max(0, SUBMIT_INTERVAL_MS - ms));
    await afterEach();
    await pause;
  }
  return times;
}

const countWaitingCards = async (fixture: WorkerFixture) =>
  (await fixture.readOutbox()).filter(
    ({ kind, state }) => kind === 'card.post' && state === 'waiting',
  ).length;

/** One worker as production runs it; the artists' side of the product runs in this process. */
export const fairNeighbour: Benchmark = {
  targets: [{ id: 'fair.neighbour_p99_ratio', unit: '×', bar: 2, better: 'lower' }],
  async run(context) {
    const databases = await testDatabases(['eu-uk'], { own: true });
    const app = await startServices(databases, context.teardown);
    const createFixture = async () =>
      createWorkerFixture(app, { label: await createLabel(app, { plan: 'pro' }) });
    const others: WorkerFixture[] = [];
    while (others.length < OTHER_GUILD_COUNT) others.push(await createFixture());
    const worker = startProductProcess('worker', app.variables, () => {});
    context.teardown(() => worker.stop());
    await worker.whenReady;
    // Plans, pools and the JIT are warm, and both sides are measured so.
    await measureCardLatencies(others, { ...context, isFull: false });
    const latenciesAlone = await measureCardLatencies(others, context);
    const busy = await createFixture();
    const submitDemos = async (count: number) => {
      for (let demo = 0; demo < count; demo++) await busy.submitDemo('Night Drive');
    };
    await submitDemos(BACKLOG_SIZE);
    const latenciesBeside = await measureCardLatencies(others, context, () =>
      submitDemos(REFILL_SIZE),
    );
    const remaining = await countWaitingCards(busy);
    if (remaining === 0) throw new Error('the busy guild was served before the others');
    const p99 = (times: number[]) => roundTo(quantile(times, 0.99), 0);
    const p50 = (times: number[]) => roundTo(quantile(times, 0.5), 0);
    return {
      'fair.neighbour_p99_ratio': {
        value: roundTo(quantile(latenciesBeside, 0.99) / quantile(latenciesAlone, 0.99), 2),
        note: `p99 ${p99(latenciesBeside)} / ${p99(latenciesAlone)} ms, p50 ${p50(latenciesBeside)} / ${p50(latenciesAlone)} ms, ${latenciesBeside.length} cards a side; ${remaining} of the busy guild still waited at the end`,
      },
    };
  },
};
