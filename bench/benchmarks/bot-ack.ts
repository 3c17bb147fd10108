import { setTimeout as wait } from 'node:timers/promises';
import { startProductProcess } from '../../sandbox/demo/product-process.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { startServices } from '../../test/chaos/fixture.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { createLabel, type Label, setUpLabel } from '../../test/helpers/label.ts';
import { quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext, MeasuredValue } from '../lib/types.ts';

const LABEL_COUNT = 4;
const WARM_UP_SECONDS = 4;

/** What one interaction came to. */
interface Ack {
  latencyMs: number;
  isAcknowledged: boolean;
}

/**
 * The bot as production runs it, in a process of its own. Artists open the form and send it: half
 * of the interactions are answered with a form, half are deferred and then written to the database.
 * They arrive by the clock, whether or not earlier ones were answered.
 */
async function measureAcknowledgements(
  context: BenchmarkContext,
  perSecond: number,
): Promise<{ p99: MeasuredValue; lost: MeasuredValue }> {
  const seconds = context.isFull ? 60 : 15;
  const databases = await testDatabases(['eu-uk'], { own: true });
  const app = await startServices(databases, context.teardown);
  const { control } = app.discord;
  const labels: Label[] = [];
  for (let index = 0; index < LABEL_COUNT; index++) labels.push(await createLabel(app));
  const bot = startProductProcess('bot', app.variables, () => {});
  context.teardown(() => bot.stop());
  await bot.whenReady;
  for (const label of labels) await setUpLabel(app, label);

  const acks: Ack[] = [];
  let isWarm = false;
  const recordAck = async (interact: () => Promise<Outcome>): Promise<Outcome> => {
    const sentAt = performance.now();
    const outcome = await interact();
    if (isWarm)
      acks.push({
        latencyMs: performance.now() - sentAt,
        isAcknowledged: outcome.kind !== 'error',
      });
    return outcome;
  };
  const submitAsArtist = async (turn: number): Promise<void> => {
    const label = labels[turn % LABEL_COUNT] as Label;
    const personId = turn % 2 ? label.artist : label.secondArtist;
    const form = await recordAck(() =>
      control.runCommand({ personId, channelId: label.demosChannel, command: 'submit' }),
    );
    if (form.kind !== 'modal') return;
    const values = {
      artistName: 'KITE',
      trackTitle: `Track ${turn}`,
      trackUrl: `https://soundcloud.com/kite/${turn}`,
    };
    await recordAck(() => control.submitModal({ personId, modalId: form.modalId, values }));
  };

  const intervalMs = 2_000 / perSecond;
  const visits: Promise<void>[] = [];
  const startedAt = performance.now();
  const turns = ((seconds + WARM_UP_SECONDS) * 1_000) / intervalMs;
  for (let turn = 0; turn < turns; turn++) {
    const dueInMs = startedAt + turn * intervalMs - performance.now();
    if (dueInMs > 1) await wait(dueInMs);
    context.signal.throwIfAborted();
    isWarm = turn * intervalMs >= WARM_UP_SECONDS * 1_000;
    visits.push(submitAsArtist(turn));
  }
  await Promise.all(visits);
  const times = acks.map(({ latencyMs }) => latencyMs);
  const unanswered = acks.filter(({ isAcknowledged }) => !isAcknowledged).length;
  const p99 = {
    value: roundTo(quantile(times, 0.99), 1),
    note: `p50 ${roundTo(quantile(times, 0.5), 1)} ms, max ${roundTo(Math.max(...times), 0)} ms, ${acks.length} interactions in ${seconds} s, ${unanswered} unanswered`,
  };
  return { p99, lost: { value: unanswered, note: `of ${acks.length}` } };
}

export const botAck: Benchmark = {
  targets: [{ id: 'bot.ack_p99_ms_100ps', unit: 'ms', bar: 50, better: 'lower' }],
  run: async (context) => ({
    'bot.ack_p99_ms_100ps': (await measureAcknowledgements(context, 100)).p99,
  }),
};

/** Twice as many as a busy evening brings. */
export const botBurst: Benchmark = {
  targets: [
    { id: 'bot.ack_p99_ms_200ps', unit: 'ms', bar: 100, better: 'lower' },
    { id: 'bot.lost_200ps', unit: '', bar: 0, better: 'lower' },
  ],
  async run(context) {
    const { p99, lost } = await measureAcknowledgements(context, 200);
    return { 'bot.ack_p99_ms_200ps': p99, 'bot.lost_200ps': lost };
  },
};
