import { setTimeout as wait } from 'node:timers/promises';
import { startProductProcess } from '../../sandbox/demo/product-process.ts';
import { startServices } from '../../test/chaos/fixture.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { createLabel, type Label, messageText, setUpLabel } from '../../test/helpers/label.ts';
import { runAsSuperuser } from '../../test/helpers/postgres.ts';
import { quantile, roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext, MeasuredValue } from '../lib/types.ts';

const GUILD_COUNT = 50;
const SUBMISSIONS_PER_SECOND = 5;
/** A demo is four or five calls to Discord. */
const REST_PER_SECOND = 40;
const SAMPLE_INTERVAL_MS = 500;

/**
 * Bot and worker as production runs them, artists of fifty labels, and how long deliveries wait.
 */
async function measureLoad(context: BenchmarkContext): Promise<MeasuredValue> {
  const seconds = context.isFull ? 600 : 60;
  const databases = await testDatabases(['eu-uk'], { own: true });
  const app = await startServices(databases, context.teardown);
  const { control } = app.discord;
  const variables = { ...app.variables, DISCORD_REST_PER_SECOND: String(REST_PER_SECOND) };
  const labels: Label[] = [];
  for (let index = 0; index < GUILD_COUNT; index++) labels.push(await createLabel(app));
  const processes = (['bot', 'worker'] as const).map((name) => {
    const started = startProductProcess(name, variables, () => {});
    context.teardown(() => started.stop());
    return started;
  });
  for (const { whenReady } of processes) await whenReady;
  for (const label of labels) await setUpLabel(app, label);

  let acceptedCount = 0;
  const submit = async (turn: number): Promise<void> => {
    const label = labels[turn % GUILD_COUNT] as Label;
    const personId = turn % 2 ? label.artist : label.secondArtist;
    const form = await control.runCommand({
      personId,
      channelId: label.demosChannel,
      command: 'submit',
    });
    if (form.kind !== 'modal') return;
    const values = {
      artistName: 'KITE',
      trackTitle: `Track ${turn}`,
      trackUrl: `https://soundcloud.com/kite/${turn}`,
    };
    const reply = await control.submitModal({
      personId,
      modalId: form.modalId,
      values,
      settle: true,
    });
    if (/Demo #\d+ is in/.test(messageText(reply))) acceptedCount += 1;
  };
  const region = new URL(databases.regions[0]?.app ?? '').pathname.slice(1);
  /** How late the oldest delivery is that is due and not done, s. */
  const oldestDueSeconds = async (): Promise<number> => {
    const { rows } = await runAsSuperuser(
      `SELECT min(due_at) AS at FROM vektra.outbox WHERE state IN ('waiting', 'leased')`,
      region,
    );
    const at = rows[0]?.at;
    return at ? Math.max(0, (Date.now() - Number(at)) / 1_000) : 0;
  };

  const samples: number[] = [];
  const visits: Promise<void>[] = [];
  const startedAt = performance.now();
  let sampledAt = startedAt;
  for (let turn = 0; turn < seconds * SUBMISSIONS_PER_SECOND; turn++) {
    const dueInMs = startedAt + (turn * 1_000) / SUBMISSIONS_PER_SECOND - performance.now();
    if (dueInMs > 1) await wait(dueInMs);
    context.signal.throwIfAborted();
    visits.push(submit(turn));
    if (performance.now() - sampledAt < SAMPLE_INTERVAL_MS) continue;
    sampledAt = performance.now();
    samples.push(await oldestDueSeconds());
  }
  await Promise.all(visits);
  return {
    value: roundTo(Math.max(...samples), 1),
    note: `p50 ${roundTo(quantile(samples, 0.5), 1)} s, p99 ${roundTo(quantile(samples, 0.99), 1)} s; ${acceptedCount} of ${visits.length} demos taken from ${GUILD_COUNT} guilds in ${seconds} s`,
  };
}

export const load: Benchmark = {
  targets: [{ id: 'load.oldest_due_s', unit: 's', bar: 5, better: 'lower' }],
  run: async (context) => ({ 'load.oldest_due_s': await measureLoad(context) }),
};
