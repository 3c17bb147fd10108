import { setTimeout as wait } from 'node:timers/promises';
import { startProduct } from '../../sandbox/demo/processes.ts';
import { startServers } from '../../test/chaos/world.ts';
import { createLabel, type Label, setUp, textOf } from '../../test/helpers/label.ts';
import { asSuperuser } from '../../test/helpers/postgres.ts';
import { testDatabases } from '../../test/helpers/storage.ts';
import { quantile, rounded } from '../lib/stats.ts';
import type { Context, Measure, Measured } from '../lib/types.ts';

const GUILDS = 50;
const PER_SECOND = 5;
/** A demo is four or five calls to Discord. */
const REST_PER_SECOND = 40;
const LOOK_MS = 500;

/** Bot and worker as production runs them, artists of fifty labels, and how long deliveries wait. */
async function run(context: Context): Promise<Measured> {
  const seconds = context.full ? 600 : 60;
  const databases = await testDatabases(['eu-uk'], { own: true });
  const house = await startServers(databases, context.teardown);
  const { control } = house.discord;
  const variables = { ...house.variables, DISCORD_REST_PER_SECOND: String(REST_PER_SECOND) };
  const labels: Label[] = [];
  for (let index = 0; index < GUILDS; index++) labels.push(await createLabel(house));
  const processes = (['bot', 'worker'] as const).map((name) => {
    const started = startProduct(name, variables, () => {});
    context.teardown(() => started.stop());
    return started;
  });
  for (const { ready } of processes) await ready;
  for (const label of labels) await setUp(house, label);

  let taken = 0;
  const submit = async (turn: number): Promise<void> => {
    const label = labels[turn % GUILDS] as Label;
    const personId = turn % 2 ? label.artist : label.secondArtist;
    const form = await control.runCommand({
      personId,
      channelId: label.demos,
      command: 'submit',
    });
    if (form.kind !== 'modal') return;
    const values = {
      artistName: 'KITE',
      trackTitle: `Track ${turn}`,
      trackUrl: `https://soundcloud.com/kite/${turn}`,
    };
    const told = await control.submitModal({
      personId,
      modalId: form.modalId,
      values,
      settle: true,
    });
    if (/Demo #\d+ is in/.test(textOf(told))) taken += 1;
  };
  const region = new URL(databases.regions[0]?.app ?? '').pathname.slice(1);
  /** How late the oldest delivery is that is due and not done, s. */
  const oldest = async (): Promise<number> => {
    const { rows } = await asSuperuser(
      `SELECT min(due_at) AS at FROM vektra.outbox WHERE state IN ('waiting', 'leased')`,
      region,
    );
    const at = rows[0]?.at;
    return at ? Math.max(0, (Date.now() - Number(at)) / 1_000) : 0;
  };

  const looks: number[] = [];
  const visits: Promise<void>[] = [];
  const startedAt = performance.now();
  let lookedAt = startedAt;
  for (let turn = 0; turn < seconds * PER_SECOND; turn++) {
    const dueIn = startedAt + (turn * 1_000) / PER_SECOND - performance.now();
    if (dueIn > 1) await wait(dueIn);
    context.signal.throwIfAborted();
    visits.push(submit(turn));
    if (performance.now() - lookedAt < LOOK_MS) continue;
    lookedAt = performance.now();
    looks.push(await oldest());
  }
  await Promise.all(visits);
  return {
    value: rounded(Math.max(...looks), 1),
    note: `p50 ${rounded(quantile(looks, 0.5), 1)} s, p99 ${rounded(quantile(looks, 0.99), 1)} s; ${taken} of ${visits.length} demos taken from ${GUILDS} guilds in ${seconds} s`,
  };
}

export const load: Measure = {
  bars: [{ id: 'load.oldest_due_s', unit: 's', bar: 5, better: 'lower' }],
  run: async (context) => ({ 'load.oldest_due_s': await run(context) }),
};
