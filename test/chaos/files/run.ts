import { setTimeout as wait } from 'node:timers/promises';
import { bindOperations } from '../../../domain/index.ts';
import { buildDashboard } from '../../../sandbox/demo/build.ts';
import { findEphemeralPort } from '../../../sandbox/machine/ports.ts';
import { createLabel, type Label, setUpLabel } from '../../helpers/label.ts';
import { ChaosProcess } from '../chaos-process.ts';
import { type ChaosServices, startServices } from '../fixture.ts';
import { killAtRandom } from '../process-faults.ts';
import { createRandom } from '../random.ts';
import { withTeardown } from '../with-teardown.ts';
import { type ArtistContext, sendFileDemo } from './artist.ts';
import { auditFiles } from './audit.ts';
import { startLoadBalancer } from './load-balancer.ts';
import { moveLabels, retireMoves } from './moves.ts';
import { planFileDemos } from './plan.ts';
import type { FilesChaosOptions, FilesChaosReport, PlannedDemo } from './types.ts';

const LABELS = 3;
/** ms from when a process is ready until it is killed. */
const WORKER_GAP_MS = { min: 700, max: 5_000 };
/** A server takes some seconds to start: while both do, people only wait. */
const SERVER_GAP_MS = { min: 1_500, max: 9_000 };
/** ms between the moves of two labels. */
const MOVE_GAP_MS = 1_500;
/** ms until nothing is left to do, once nobody is killed any more. */
const SETTLE_TIMEOUT_MS = 90_000;
const POLL_INTERVAL_MS = 250;
/** Later than what a sweep leaves alone, and the end of sessions and of moves' observation. */
const LATER_MS = 72 * 3_600_000;

/**
 * Artists send files by the upload page and by Discord's form while servers and workers are killed and
 * their labels are moved to another region; at the end, what they were told is held against rows and
 * buckets.
 */
export function runFilesChaos(options: FilesChaosOptions): Promise<FilesChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return withTeardown(signal, (add) => run({ ...options, signal }, add));
}

async function run(
  {
    seed,
    demos,
    calmAfterMs,
    databases,
    onEvent = () => {},
    signal,
  }: FilesChaosOptions & { signal: AbortSignal },
  teardown: (end: () => Promise<void>) => void,
): Promise<FilesChaosReport> {
  // The processes are those of production: the page has to be built.
  await buildDashboard();
  const app = await startServices(databases, teardown);
  const labels: Label[] = [];
  for (let index = 0; index < LABELS; index++) labels.push(await createLabel(app, { plan: 'pro' }));
  const { bot, servers, workers } = await startProcesses(app, onEvent, teardown);
  for (const label of labels) await setUpLabel(app, label);

  const startedAt = Date.now();
  const plans = planFileDemos(seed, demos, labels);
  const accepted: PlannedDemo[] = [];
  let repeated = 0;
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort());
  const calmTimer =
    calmAfterMs === undefined ? undefined : setTimeout(() => ended.abort(), calmAfterMs);
  const context: ArtistContext = {
    app,
    operations: bindOperations({
      tenancy: app.tenancy,
      now: Date.now,
      discordUrl: app.discord.url,
    }),
    signal,
    onRepeat(what, error) {
      repeated += 1;
      onEvent(`again: ${what}: ${error instanceof Error ? error.message : error}`);
    },
  };
  const faults = [...servers, ...workers].map((victim, index) =>
    killAtRandom(
      victim,
      createRandom(seed, `kills ${index}`),
      victim.name === 'server' ? SERVER_GAP_MS : WORKER_GAP_MS,
      ended.signal,
    ),
  );
  let moveIds: string[] = [];
  try {
    const moving = moveLabels(app.tenancy, labels, { gapMs: MOVE_GAP_MS, signal });
    const sending = groupBySender(plans).map(async (ownPlans) => {
      for (const plan of ownPlans) {
        await sendFileDemo(context, plan);
        accepted.push(plan);
        onEvent(`accepted: ${plan.title} (${accepted.length} of ${plans.length})`);
      }
    });
    [moveIds] = await Promise.all([moving, ...sending]);
  } finally {
    clearTimeout(calmTimer);
    ended.abort();
    await Promise.all(faults);
  }
  await Promise.all([...servers, ...workers].map((each) => each.waitUntilReady()));
  const leftOver = await settle(app, labels, signal);
  await Promise.all([bot, ...servers, ...workers].map((each) => each.stop()));

  const later = app.openTenancy(() => Date.now() + LATER_MS);
  await retireMoves(later, moveIds, signal);
  const { regions } = app.env;
  const findings = await auditFiles(later, { accepted, labels, regions, signal });
  const files = accepted.flatMap((demo) => demo.files);
  return {
    seed,
    accepted: accepted.length,
    files: files.length,
    bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    repeated,
    moves: moveIds.length,
    kills: { server: countKills(servers), worker: countKills(workers) },
    lost: [...findings.lost, ...[bot, ...servers, ...workers].flatMap(({ crashes }) => crashes)],
    halfKept: [...leftOver, ...findings.halfKept],
    doubled: findings.doubled,
    seconds: (Date.now() - startedAt) / 1_000,
  };
}

const countKills = (processes: readonly ChaosProcess[]): number =>
  processes.reduce((sum, { kills }) => sum + kills, 0);

/** One person sends one demo after the other. */
const groupBySender = (plans: readonly PlannedDemo[]): PlannedDemo[][] => [
  ...Map.groupBy(plans, ({ personId }) => personId).values(),
];

/** Two servers behind a load balancer, two workers, and a bot that nobody kills. */
async function startProcesses(
  app: ChaosServices,
  onEvent: (line: string) => void,
  teardown: (end: () => Promise<void>) => void,
) {
  const variables = {
    ...app.variables,
    OUTBOX_LEASE_MS: '2000',
    OUTBOX_SWEEP_MS: '300',
    FILE_LEASE_MS: '3000',
    POOL_TIMEOUT_MS: '30000',
    DISCORD_REST_PER_SECOND: '200',
  };
  const start = (name: 'server' | 'bot' | 'worker', serial: number, more: object = {}) => {
    const started = new ChaosProcess(name, { ...variables, ...more }, (line) =>
      onEvent(`${serial} ${line}`),
    );
    teardown(() => started.stop());
    return started;
  };
  const ports = [await findEphemeralPort(), await findEphemeralPort()];
  const servers = ports.map((port, index) => start('server', index + 1, { PORT: String(port) }));
  let turn = 0;
  const balancer = await startLoadBalancer(Number(new URL(app.url).port), () => {
    const upPorts = ports.filter((_, index) => servers[index]?.isUp);
    return upPorts[turn++ % upPorts.length] ?? null;
  });
  teardown(() => balancer.stop());
  const workers = [start('worker', 1), start('worker', 2)];
  const bot = start('bot', 1);
  await Promise.all([bot, ...servers, ...workers].map((each) => each.waitUntilReady()));
  return { bot, servers, workers };
}

/** Waits until all files are processed. @returns what was not, in time */
async function settle(
  { tenancy }: ChaosServices,
  labels: readonly Label[],
  signal: AbortSignal,
): Promise<string[]> {
  const deadlineAt = Date.now() + SETTLE_TIMEOUT_MS;
  for (;;) {
    const remaining = await Promise.all(
      labels.map(({ guildId }) =>
        tenancy.read(guildId, async (db) => {
          const files = await db
            .table('files')
            .whereIn('state', ['pending', 'stored'])
            .select('name');
          const due = await db
            .table('outbox')
            .whereIn('state', ['waiting', 'leased'])
            .where('due_at', '<=', db.now)
            .select('kind');
          return [
            ...files.map(({ name }) => `${name}: not processed`),
            ...due.map(({ kind }) => `${kind}: not delivered`),
          ];
        }),
      ),
    );
    const left = remaining.flat();
    if (left.length === 0 || Date.now() > deadlineAt) return left;
    await wait(POLL_INTERVAL_MS, undefined, { signal });
  }
}
