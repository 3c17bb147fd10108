import test from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { audit } from '../chaos/audit/audit.ts';
import { waitForDeliveries } from '../chaos/wait-for-deliveries.ts';
import { startApp } from '../helpers/app.ts';
import { createEmptyDatabases } from '../helpers/databases.ts';
import { BotShard } from './bot-shard.ts';
import {
  type DeployedLabel,
  deployLabel,
  shortenUndoTime,
  startMove,
  waitUntilMoved,
} from './labels.ts';
import { Load } from './load.ts';
import { LoadBalancer } from './load-balancer.ts';
import { findUnexpectedLines } from './log-lines.ts';
import { buildPreviousRelease, presentRelease, type Release } from './previous-release.ts';
import { type DeployedServer, Processes } from './processes.ts';
import { compareTimelines } from './timelines.ts';

const TIMEOUT_MS = 570_000;
const DELIVERY_TIMEOUT_MS = 120_000;
const LABELS_PER_SHARD = 2;

const MAX_PRINTED_LINES = 20;

let processes: Processes | undefined;
test.afterEach.always('unexpected lines of the processes when the test failed', (t) => {
  if (!t.passed && processes)
    t.log(findUnexpectedLines(processes.started).slice(0, MAX_PRINTED_LINES).join('\n'));
});

test('a rolling upgrade from the previous release and its rollback lose and double nothing', async (t) => {
  t.timeout(TIMEOUT_MS);
  const databases = await createEmptyDatabases(['eu-uk', 'us-east']);
  const app = await startApp(t, {
    processes: [],
    databases,
    // A second thread of a demo is looked for two leases later.
    variables: { OUTBOX_LEASE_MS: '5000', DISCORD_REST_PER_SECOND: '200' },
  });
  await app.discord.control.setRules({ dmOpenings: 1_000_000 });
  const previousRelease = await buildPreviousRelease(t);
  const deployment = new Processes(t, app);
  processes = deployment;
  const load = new Load(app);
  const balancer = new LoadBalancer();
  await balancer.listen(t, app.url);
  const shards = [0, 1].map((id) => new BotShard(deployment, id));
  const migrate = (release: Release) => deployment.runCommand(release, 'server/main.ts', 'migrate');
  const deployCommands = (release: Release) =>
    deployment.runCommand(release, 'server/main.ts', 'commands:deploy');
  const startServer = async (release: Release): Promise<DeployedServer> => {
    const server = await deployment.startServer(release);
    balancer.servers.push(server);
    return server;
  };
  const stopServer = (server: DeployedServer) => {
    balancer.remove(server);
    return deployment.stop(server);
  };

  await migrate(previousRelease);
  await deployCommands(previousRelease);
  const previousWorker = await deployment.startWorker(previousRelease);
  const previousServer = await startServer(previousRelease);
  for (const shard of shards) await shard.deploy(previousRelease);
  await app.discord.control.waitForBot({ applicationId: LOCAL_APP.id, shards: shards.length });
  const labels: DeployedLabel[] = [];
  for (const shard of shards)
    for (let count = 0; count < LABELS_PER_SHARD; count++) {
      const serial = labels.length;
      const options = { processes: deployment, release: previousRelease, serial };
      labels.push(await deployLabel(app, shard, options));
    }
  const [firstLabel, secondLabel] = labels as [DeployedLabel, DeployedLabel];
  await startMove(app, firstLabel, 'us-east');
  await waitUntilMoved(databases, firstLabel, 'us-east');
  await shortenUndoTime(databases);
  for (const label of labels) await load.addLabel(label);

  /** Ends the test at the first step with a fault: people would retry for minutes in the next ones. */
  const step = async (change: () => Promise<unknown>) => {
    await load.during(change);
    t.is(findUnexpectedLines(deployment.started)[0], undefined);
  };

  // The upgrade, in the order of docs/operating.md.
  await step(() => migrate(presentRelease));
  const worker = await deployment.startWorker(presentRelease);
  await step(() => startMove(app, secondLabel, 'us-east'));
  for (const shard of shards.toReversed()) await step(() => shard.deploy(presentRelease));
  await step(async () => {
    await deployCommands(presentRelease);
    await startServer(presentRelease);
    await deployment.stop(previousWorker);
    // At the latest now: whenever the previous worker took the move, it left it to the other one.
    await waitUntilMoved(databases, secondLabel, 'us-east');
  });
  await step(() => stopServer(previousServer));

  // The rollback, in the opposite order.
  await step(async () => {
    await startServer(previousRelease);
    await deployCommands(previousRelease);
  });
  const [server, restoredServer] = balancer.servers as [DeployedServer, DeployedServer];
  for (const shard of shards) await step(() => shard.deploy(previousRelease));
  const restoredWorker = await deployment.startWorker(previousRelease);
  balancer.remove(server);
  await step(() => deployment.stop(worker));

  await waitForDeliveries({ app, labels }, DELIVERY_TIMEOUT_MS, { includesTidying: true });
  const differences = await compareTimelines(app, load, [server, restoredServer]);
  for (const shard of shards) await shard.stop();
  await deployment.stop(restoredWorker);
  await stopServer(restoredServer);
  await deployment.stop(server);

  const { confirmed, findings } = await audit({ app, labels });
  t.deepEqual(
    { ...findings, differences, unexpectedLines: findUnexpectedLines(deployment.started) },
    { lost: [], doubled: [], differences: [], unexpectedLines: [] },
  );
  const { demos, decisions, messages, undone, answers } = confirmed;
  t.true(demos.size >= load.demoCount, `${demos.size} of ${load.demoCount} demos`);
  for (const { size } of [decisions, messages, undone]) t.true(size > 0);
  t.true(answers.length > 0);
  t.log(
    `${load.tally.submitted} demos submitted, ${demos.size} confirmed, ${decisions.size} decisions, ${messages.size} with messages, ${undone.size} undone, ${answers.length} replies`,
  );
});
