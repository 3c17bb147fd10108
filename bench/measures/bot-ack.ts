import { setTimeout as wait } from 'node:timers/promises';
import { startProduct } from '../../sandbox/demo/processes.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { startServers } from '../../test/chaos/world.ts';
import { createLabel, type Label, setUp } from '../../test/helpers/label.ts';
import { testDatabases } from '../../test/helpers/storage.ts';
import { quantile, rounded } from '../lib/stats.ts';
import type { Context, Measure, Measured } from '../lib/types.ts';

const PER_SECOND = 100;
const LABELS = 4;
const WARM_UP_S = 4;

/** What one interaction came to. */
interface Ack {
  ms: number;
  isAnswered: boolean;
}

/**
 * The bot as production runs it, in a process of its own. Artists open the form and send it: half of
 * the interactions are answered with a form, half are deferred and then written to the database. They
 * arrive by the clock, whether or not earlier ones were answered.
 */
async function acknowledge(context: Context): Promise<Measured> {
  const seconds = context.full ? 60 : 15;
  const databases = await testDatabases(['eu-uk'], { own: true });
  const house = await startServers(databases, context.teardown);
  const { control } = house.discord;
  const labels: Label[] = [];
  for (let index = 0; index < LABELS; index++) labels.push(await createLabel(house));
  const bot = startProduct('bot', house.variables, () => {});
  context.teardown(() => bot.stop());
  await bot.ready;
  for (const label of labels) await setUp(house, label);

  const acks: Ack[] = [];
  let isWarm = false;
  const sent = async (act: () => Promise<Outcome>): Promise<Outcome> => {
    const from = performance.now();
    const outcome = await act();
    if (isWarm) acks.push({ ms: performance.now() - from, isAnswered: outcome.kind !== 'error' });
    return outcome;
  };
  const artist = async (turn: number): Promise<void> => {
    const label = labels[turn % LABELS] as Label;
    const personId = turn % 2 ? label.artist : label.secondArtist;
    const form = await sent(() =>
      control.runCommand({ personId, channelId: label.demos, command: 'submit' }),
    );
    if (form.kind !== 'modal') return;
    const values = {
      artistName: 'KITE',
      trackTitle: `Track ${turn}`,
      trackUrl: `https://soundcloud.com/kite/${turn}`,
    };
    await sent(() => control.submitModal({ personId, modalId: form.modalId, values }));
  };

  const everyMs = 2_000 / PER_SECOND;
  const visits: Promise<void>[] = [];
  const startedAt = performance.now();
  const turns = ((seconds + WARM_UP_S) * 1_000) / everyMs;
  for (let turn = 0; turn < turns; turn++) {
    const dueIn = startedAt + turn * everyMs - performance.now();
    if (dueIn > 1) await wait(dueIn);
    context.signal.throwIfAborted();
    isWarm = turn * everyMs >= WARM_UP_S * 1_000;
    visits.push(artist(turn));
  }
  await Promise.all(visits);
  const times = acks.map(({ ms }) => ms);
  const unanswered = acks.filter(({ isAnswered }) => !isAnswered).length;
  return {
    value: rounded(quantile(times, 0.99), 1),
    note: `p50 ${rounded(quantile(times, 0.5), 1)} ms, max ${rounded(Math.max(...times), 0)} ms, ${acks.length} interactions in ${seconds} s, ${unanswered} unanswered`,
  };
}

export const botAck: Measure = {
  bars: [{ id: 'bot.ack_p99_ms_100ps', unit: 'ms', bar: 50, better: 'lower' }],
  run: async (context) => ({ 'bot.ack_p99_ms_100ps': await acknowledge(context) }),
};
