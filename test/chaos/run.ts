import { judge } from './audit/judge.ts';
import { whatIsOnDiscord } from './audit/on-discord.ts';
import { whatPeopleSaw } from './audit/seen.ts';
import { whatIsStored } from './audit/stored.ts';
import { freezeAtRandom, killAtRandom } from './killer.ts';
import { live, type Tally } from './people.ts';
import { type DemoPlan, planDemos } from './plan.ts';
import { randomOf } from './random.ts';
import { settle } from './settle.ts';
import { torndown } from './teardown.ts';
import type { ChaosOptions, ChaosReport } from './types.ts';
import { startWorld } from './world.ts';

/** The longest time between a worker's start and its end, ms. */
export const GAP_MS = 4_500;
export const WORKERS = 2;
/** A bot needs time to come back to Discord's gateway, and people need time with it. */
const BOT_GAP = { min: 0.7, max: 2.2 };
/** Demos under way at once: most of their time goes into waiting for what was killed. */
const AT_ONCE = { least: 8, most: 24, share: 1 / 8 };
const SETTLE_MS = 120_000;
/** What a label's artists get stays inside one page of direct messages. */
const DEMOS_A_LABEL = 25;

/**
 * People use Vektra while its processes are killed and Discord fails; at the end, what they were told
 * is held against what is stored and what stands on Discord.
 */
export function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return torndown(signal, (add) => run({ ...options, signal }, add));
}

async function run(
  {
    seed,
    count,
    databases,
    gapMs = GAP_MS,
    workers: numberOfWorkers = WORKERS,
    onEvent = () => {},
    signal,
  }: ChaosOptions & { signal: AbortSignal },
  teardown: (end: () => Promise<void>) => void,
): Promise<ChaosReport> {
  const labels = Math.max(3, Math.ceil(count / DEMOS_A_LABEL));
  const world = await startWorld(
    { databases, labels, workers: numberOfWorkers, onEvent },
    teardown,
  );
  const { bot, workers, house } = world;
  const { control } = house.discord;
  const startedAt = Date.now();
  const tally: Tally = { submitted: 0 };

  const calm = new AbortController();
  signal.addEventListener('abort', () => calm.abort());
  const gap = { min: Math.ceil(gapMs / 11), max: gapMs };
  const botGap = { min: Math.ceil(gapMs * BOT_GAP.min), max: Math.ceil(gapMs * BOT_GAP.max) };
  const killers = [
    killAtRandom(bot, randomOf(seed, 'bot'), botGap, calm.signal),
    // The last one lives long enough to be frozen; it is killed only when a kill is aimed.
    ...workers.map((worker, index) =>
      (index > 0 && index === workers.length - 1 ? freezeAtRandom : killAtRandom)(
        worker,
        randomOf(seed, `worker ${index}`),
        gap,
        calm.signal,
      ),
    ),
  ];
  try {
    const { least, most, share } = AT_ONCE;
    const atOnce = Math.min(most, Math.max(least, Math.ceil(count * share)));
    await eachOf(planDemos(seed, count, labels), atOnce, (plan) => live(world, plan, tally));
  } finally {
    calm.abort();
    await Promise.all(killers);
  }
  const faults = sum((await control.listFaults()).map(({ hits }) => hits));
  await control.clearFaults();
  await Promise.all([bot, ...workers].map((each) => each.up()));
  await settle(world, SETTLE_MS, { tidied: true });
  // Stopped before it is counted: nothing is under way any more.
  await Promise.all([bot, ...workers].map((each) => each.stop()));

  const [seen, stored, found] = await Promise.all([
    whatPeopleSaw(world),
    whatIsStored(world),
    whatIsOnDiscord(world),
  ]);
  const guilds = stored.flatMap((each, index) => {
    const there = found[index];
    return there ? [{ stored: each, found: there }] : [];
  });
  const verdict = judge(seen, guilds);
  return {
    seed,
    submitted: tally.submitted,
    confirmed: seen.demos.size,
    decided: seen.decisions.size,
    messaged: sum([...seen.messages.values()]),
    undone: seen.undone.size,
    answered: seen.answers.length,
    kills: { bot: bot.kills, worker: sum(workers.map(({ kills }) => kills)) },
    freezes: sum(workers.map(({ freezes }) => freezes)),
    faults,
    lost: [...verdict.lost, ...[bot, ...workers].flatMap(({ crashes }) => crashes)],
    doubled: verdict.doubled,
    seconds: (Date.now() - startedAt) / 1_000,
  };
}

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

async function eachOf(
  plans: readonly DemoPlan[],
  atOnce: number,
  work: (plan: DemoPlan) => Promise<void>,
): Promise<void> {
  const rest = plans.values();
  const lane = async () => {
    for (const plan of rest) await work(plan);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
