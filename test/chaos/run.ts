import { audit } from './audit/audit.ts';
import { type DemoPlan, planDemos } from './demo-plan.ts';
import { runDemoWithFaults, type SubmissionTally } from './demo-run.ts';
import { createChaosFixture } from './fixture.ts';
import { freezeAtRandom, killAtRandom } from './process-faults.ts';
import { createRandom } from './random.ts';
import type { ChaosOptions, ChaosReport } from './types.ts';
import { waitForDeliveries } from './wait-for-deliveries.ts';
import { withTeardown } from './with-teardown.ts';

/** The longest time between a worker's start and its end, ms. */
export const MAX_GAP_MS = 4_500;
export const WORKERS = 2;
/** A bot needs time to come back to Discord's gateway, and people need time with it. */
const BOT_GAP_FACTORS = { min: 0.7, max: 2.2 };
/** Demos under way at once: most of their time goes into waiting for what was killed. */
const CONCURRENCY = { min: 8, max: 24, share: 1 / 8 };
const DELIVERY_TIMEOUT_MS = 120_000;
/** What a label's artists get stays inside one page of direct messages. */
const MAX_DEMOS_PER_LABEL = 25;

/**
 * People use Vektra while its processes are killed and Discord fails; at the end, what they were
 * told is held against what is stored and what stands on Discord.
 */
export function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return withTeardown(signal, (add) => run({ ...options, signal }, add));
}

async function run(
  {
    seed,
    count,
    databases,
    gapMs = MAX_GAP_MS,
    workers: workerCount = WORKERS,
    onEvent = () => {},
    signal,
  }: ChaosOptions & { signal: AbortSignal },
  teardown: (end: () => Promise<void>) => void,
): Promise<ChaosReport> {
  const labels = Math.max(3, Math.ceil(count / MAX_DEMOS_PER_LABEL));
  const fixture = await createChaosFixture(
    { databases, labels, workers: workerCount, onEvent },
    teardown,
  );
  const { bot, workers, app } = fixture;
  const { control } = app.discord;
  const startedAt = Date.now();
  const tally: SubmissionTally = { submitted: 0 };

  const faultsStopped = new AbortController();
  signal.addEventListener('abort', () => faultsStopped.abort());
  const gap = { min: Math.ceil(gapMs / 11), max: gapMs };
  const botGap = {
    min: Math.ceil(gapMs * BOT_GAP_FACTORS.min),
    max: Math.ceil(gapMs * BOT_GAP_FACTORS.max),
  };
  const faultLoops = [
    killAtRandom(bot, createRandom(seed, 'bot'), botGap, faultsStopped.signal),
    // The last one lives long enough to be frozen; it is killed only when a kill is aimed.
    ...workers.map((worker, index) =>
      (index > 0 && index === workers.length - 1 ? freezeAtRandom : killAtRandom)(
        worker,
        createRandom(seed, `worker ${index}`),
        gap,
        faultsStopped.signal,
      ),
    ),
  ];
  try {
    const { min, max, share } = CONCURRENCY;
    const concurrency = Math.min(max, Math.max(min, Math.ceil(count * share)));
    await runConcurrently(planDemos(seed, count, labels), concurrency, (plan) =>
      runDemoWithFaults(fixture, plan, tally),
    );
  } finally {
    faultsStopped.abort();
    await Promise.all(faultLoops);
  }
  const faults = sum((await control.listFaults()).map(({ hits }) => hits));
  await control.clearFaults();
  await Promise.all([bot, ...workers].map((each) => each.waitUntilReady()));
  await waitForDeliveries(fixture, DELIVERY_TIMEOUT_MS, { includesTidying: true });
  // Stopped before it is counted: nothing is under way any more.
  await Promise.all([bot, ...workers].map((each) => each.stop()));

  const { confirmed, findings } = await audit(fixture);
  return {
    seed,
    submitted: tally.submitted,
    confirmed: confirmed.demos.size,
    decided: confirmed.decisions.size,
    messaged: sum([...confirmed.messages.values()]),
    undone: confirmed.undone.size,
    answered: confirmed.answers.length,
    kills: { bot: bot.kills, worker: sum(workers.map(({ kills }) => kills)) },
    freezes: sum(workers.map(({ freezes }) => freezes)),
    faults,
    lost: [...findings.lost, ...[bot, ...workers].flatMap(({ crashes }) => crashes)],
    doubled: findings.doubled,
    seconds: (Date.now() - startedAt) / 1_000,
  };
}

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

async function runConcurrently(
  plans: readonly DemoPlan[],
  concurrency: number,
  work: (plan: DemoPlan) => Promise<void>,
): Promise<void> {
  const remaining = plans.values();
  const runNext = async () => {
    for (const plan of remaining) await work(plan);
  };
  await Promise.all(Array.from({ length: concurrency }, runNext));
}
