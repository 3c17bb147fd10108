import { setTimeout as wait } from 'node:timers/promises';
import { startProduct } from '../../sandbox/demo/processes.ts';
import { startServers } from '../../test/chaos/world.ts';
import { createLabel } from '../../test/helpers/label.ts';
import { testDatabases } from '../../test/helpers/storage.ts';
import { type Desk, openDesk } from '../../test/worker/desk.ts';
import { quantile, rounded, timed } from '../lib/stats.ts';
import type { Context, Measure } from '../lib/types.ts';

/** Demos of the busy guild that wait when the other one's first is sent. */
const BACKLOG = 500;
/** A demo is four or five calls: at this pace a lively label uses a tenth of the default REST budget. */
const EVERY_MS = 3_000;
/** What the worker takes from the busy guild's backlog in that time comes back, and some more. */
const REFILL = 15;

/** Sends demos one after the other, and does `between` behind each. @returns ms until each one's card was in the staff channel */
async function cards(
  desk: Desk,
  { signal, full }: Context,
  between: () => Promise<void> = async () => {},
): Promise<number[]> {
  const count = full ? 100 : 25;
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    signal.throwIfAborted();
    const title = `Track ${turn} of ${Math.random()}`;
    const ms = await timed(async () => {
      await desk.send(title);
      await desk.house.discord.control.wait({ channelId: desk.staffChannel, contains: title });
    });
    times.push(ms);
    const pause = wait(EVERY_MS - ms);
    await between();
    await pause;
  }
  return times;
}

const waitingCards = async (desk: Desk) =>
  (await desk.outbox()).filter(({ kind, state }) => kind === 'card.post' && state === 'waiting')
    .length;

/** One worker as production runs it; the artists' side of the product runs in this process. */
export const fairNeighbour: Measure = {
  bars: [{ id: 'fair.neighbour_p99_ratio', unit: '×', bar: 2, better: 'lower' }],
  async run(context) {
    const databases = await testDatabases(['eu-uk'], { own: true });
    const house = await startServers(databases, context.teardown);
    const other = await openDesk(house, { label: await createLabel(house, { plan: 'pro' }) });
    const worker = startProduct('worker', house.variables, () => {});
    context.teardown(() => worker.stop());
    await worker.ready;
    // Plans, pools and the JIT are warm, and both sides are measured so.
    await cards(other, { ...context, full: false });
    const alone = await cards(other, context);
    const busy = await openDesk(house, { label: await createLabel(house, { plan: 'pro' }) });
    const fill = async (count: number) => {
      for (let demo = 0; demo < count; demo++) await busy.send('Night Drive');
    };
    await fill(BACKLOG);
    const beside = await cards(other, context, () => fill(REFILL));
    const left = await waitingCards(busy);
    if (left === 0) throw new Error('the busy guild was served before the other one');
    const p99 = (times: number[]) => rounded(quantile(times, 0.99), 0);
    const p50 = (times: number[]) => rounded(quantile(times, 0.5), 0);
    return {
      'fair.neighbour_p99_ratio': {
        value: rounded(quantile(beside, 0.99) / quantile(alone, 0.99), 2),
        note: `p99 ${p99(beside)} / ${p99(alone)} ms, p50 ${p50(beside)} / ${p50(alone)} ms, ${beside.length} cards a side; ${left} of the busy guild still waited at the end`,
      },
    };
  },
};
