import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createControlDatabase } from '../../sandbox/databases/setup.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { readDiscordState } from '../chaos/audit/discord-state.ts';
import { startApp, type TestApp } from '../helpers/app.ts';
import { type Child, startChild } from '../helpers/child-process.ts';
import {
  createTenancyConfig,
  type DatabaseUrls,
  getSharedSecretStore,
} from '../helpers/databases.ts';
import { createWorkerFixture, type WorkerFixture } from '../worker/fixture.ts';
import {
  type Clusters,
  createEmptyRegion,
  createMigratedDatabases,
  startClusters,
} from './clusters.ts';

let clusters: Clusters;
let folder: string;
test.before(async () => {
  clusters = await startClusters();
  folder = mkdtempSync(path.join(tmpdir(), 'vektra-backup-'));
});
test.after.always(async () => {
  await clusters?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The variables of a deployment whose databases are these. */
const variablesFor = (
  app: TestApp,
  { control, regions }: DatabaseUrls,
): Record<string, string> => ({
  ...app.variables,
  // Second threads are looked for two leases after the first.
  OUTBOX_LEASE_MS: '5000',
  CONTROL_DATABASE_URL: control,
  ...Object.fromEntries(
    regions.flatMap(({ key, app, mover }) => {
      const prefix = `REGION_${key.toUpperCase().replaceAll('-', '_')}`;
      return [
        [`${prefix}_URL`, app],
        [`${prefix}_MOVER_URL`, mover],
      ];
    }),
  ),
});

const start = (t: ExecutionContext, variables: Record<string, string>, ...args: string[]): Child =>
  startChild(t, args, { PATH: process.env.PATH, ...variables, LOG_LEVEL: 'info' });

/** A worker of its own, until it is stopped. */
async function startWorker(t: ExecutionContext, variables: Record<string, string>): Promise<Child> {
  const worker = start(t, variables, 'server/main.ts', 'worker');
  await worker.waitForOutput('worker.ready');
  return worker;
}

/** The operator's command line. */
async function runCli(t: ExecutionContext, variables: Record<string, string>, ...args: string[]) {
  const child = start(t, variables, 'server/cli.ts', ...args);
  return { code: await child.exited, output: child.output() };
}

/** A second Tenancy on databases that the app's own processes do not know. */
async function withDatabases(
  t: ExecutionContext,
  app: TestApp,
  urls: DatabaseUrls,
): Promise<TestApp> {
  const secrets = await getSharedSecretStore();
  const tenancy = createTenancy(createTenancyConfig(urls), { secrets });
  t.teardown(() => tenancy.close());
  return { ...app, tenancy };
}

/** How often a demo is on Discord: cards, and threads with their introductions. */
async function countOnDiscord({ app, ...label }: WorkerFixture, number: number) {
  const [state] = await readDiscordState({ app, labels: [label] });
  return {
    cards: state?.cards.get(number)?.length ?? 0,
    threads: state?.threads.get(number)?.map(({ intros }) => intros) ?? [],
  };
}

test.serial('a region comes back from a dump, and nothing is sent twice', async (t) => {
  const { active, spare, script, client } = clusters;
  const databases = await createMigratedDatabases(active, 'whole', ['eu-uk']);
  const app = await startApp(t, { processes: [], databases });
  const [region] = databases.regions as [DatabaseUrls['regions'][number]];
  const fixture = await createWorkerFixture(app);
  const numberBefore = await fixture.submitDemo('Glass Horizon');
  const file = path.join(folder, 'region.dump');

  // The owner cannot see the rows: pg_dump says so, unless it is told to be content with none.
  await t.throwsAsync(script('dump.sh', region.owner, file), { message: /row-level security/ });
  const rows = ['--data-only', '--table=vektra.submissions', '--inserts'];
  const empty = await client('pg_dump', ...rows, '--enable-row-security', region.owner);
  t.false(empty.includes('Glass Horizon'));
  await script('dump.sh', region.mover, file);

  // What happens after the dump: its deliveries go out, one more demo comes, staff decide.
  const firstWorker = await startWorker(t, app.variables);
  await fixture.waitUntilIdle();
  const lostNumber = await fixture.submitDemo('Lost Tape');
  await fixture.approve(numberBefore);
  await fixture.waitUntilIdle();
  t.is(await firstWorker.stop(), 0);

  const restored = await createEmptyRegion(spare, 'whole_eu_uk');
  await script('restore.sh', file, restored.superuser);
  const urls = { control: databases.control, regions: [{ ...region, ...restored }] };
  const variables = variablesFor(app, urls);
  const args = ['restore', 'finish', 'eu-uk', '--reason', 'the disk broke'];
  const finished = await runCli(t, variables, '--json', ...args);
  t.is(finished.code, 0, finished.output);
  t.deepEqual(JSON.parse(finished.output), {
    regions: [{ region: 'eu-uk', deliveries: 2, counters: 1 }],
    guilds: [],
  });

  const fixtureAfterRestore = await createWorkerFixture(await withDatabases(t, app, urls), {
    label: fixture,
  });
  const secondWorker = await startWorker(t, variables);
  await fixtureAfterRestore.waitUntilIdle({ includesTidying: true });
  t.deepEqual(await countOnDiscord(fixtureAfterRestore, numberBefore), { cards: 1, threads: [1] });
  t.is(
    (await fixtureAfterRestore.operations.submissions.get(fixtureAfterRestore.admin, numberBefore))
      .status,
    'in_queue',
  );
  // People were told that the lost demo has its number: nobody else gets it.
  t.is(await fixtureAfterRestore.submitDemo('New Tape'), lostNumber + 1);
  await fixtureAfterRestore.waitUntilIdle();
  t.is((await countOnDiscord(fixtureAfterRestore, lostNumber + 1)).cards, 1);
  t.is(await secondWorker.stop(), 0);
});

test.serial('one server comes back from a dump of its region while all are in use', async (t) => {
  const { active, spare, script } = clusters;
  const databases = await createMigratedDatabases(active, 'single', ['eu-uk']);
  const app = await startApp(t, { processes: ['worker'], databases });
  const [region] = databases.regions as [DatabaseUrls['regions'][number]];
  const [fixture, neighbour] = [await createWorkerFixture(app), await createWorkerFixture(app)];
  await fixture.submitDemo('Glass Horizon');
  await neighbour.submitDemo('Low Tide');
  for (const each of [fixture, neighbour]) await each.waitUntilIdle();
  const file = path.join(folder, 'single.dump');
  await script('dump.sh', region.mover, file);

  await app.tenancy.write(fixture.guildId, (db) => db.table('submissions').delete());
  await fixture.submitDemo('After the dump');
  await neighbour.submitDemo('After the dump');
  for (const each of [fixture, neighbour]) await each.waitUntilIdle();

  const restoredRegion = await createEmptyRegion(spare, 'single_eu_uk');
  await script('restore.sh', file, restoredRegion.superuser);
  await script('restore-server.sh', fixture.guildId, restoredRegion.mover, region.mover);
  const listTitles = async ({ guildId }: WorkerFixture) =>
    app.tenancy.read(guildId, (db) =>
      db.table('submissions').orderBy('number').pluck('track_title'),
    );
  t.deepEqual(await listTitles(fixture), ['Glass Horizon']);
  t.deepEqual(await listTitles(neighbour), ['Low Tide', 'After the dump']);
  t.is(await fixture.submitDemo('Next'), 3, 'the number of what was lost is not given again');
  await fixture.waitUntilIdle();
  t.deepEqual(await countOnDiscord(fixture, 1), { cards: 1, threads: [1] });

  await t.throwsAsync(script('restore-server.sh', '1', restoredRegion.mover, region.mover), {
    message: /does not have server 1/,
  });
});

test.serial('the control database comes back older than the regions', async (t) => {
  const { active, spare, script } = clusters;
  const databases = await createMigratedDatabases(active, 'registry', ['eu-uk', 'us-east']);
  const app = await startApp(t, {
    processes: ['worker'],
    databases,
    variables: { MOVE_OBSERVE_MINUTES: '1440' },
  });
  const movedFixture = await createWorkerFixture(app);
  await movedFixture.submitDemo('Glass Horizon');
  await movedFixture.waitUntilIdle();
  const file = path.join(folder, 'control.dump');
  await script('dump.sh', databases.control, file);

  const fixtureSinceBackup = await createWorkerFixture(app);
  await fixtureSinceBackup.submitDemo('Low Tide');
  await fixtureSinceBackup.waitUntilIdle();
  const request = { requestedBy: 'test', reason: 'test' };
  await app.tenancy.storage.moveToRegion(movedFixture.guildId, { region: 'us-east', ...request });
  await waitForMove(app, movedFixture.guildId);

  const control = await createControlDatabase(spare, 'registry_control');
  await script('restore.sh', file, control);
  const urls = { ...databases, control };
  const variables = variablesFor(app, urls);
  const args = ['restore', 'finish', '--reason', 'the disk broke'];
  const finished = await runCli(t, variables, '--json', ...args);
  t.is(finished.code, 0, finished.output);
  const { guilds } = JSON.parse(finished.output);
  t.deepEqual(
    new Map(
      guilds.map(({ guildId, result, region }: Record<string, string>) => [
        guildId,
        `${result} ${region}`,
      ]),
    ),
    new Map([
      [movedFixture.guildId, 'opened us-east'],
      [fixtureSinceBackup.guildId, 'opened eu-uk'],
    ]),
  );
  const secondRun = await runCli(t, variables, ...args);
  t.is(secondRun.output, '✓ Registry and regions match\n');

  const worker = await startWorker(t, variables);
  for (const fixture of [movedFixture, fixtureSinceBackup]) {
    const fixtureAfterRestore = await createWorkerFixture(await withDatabases(t, app, urls), {
      label: fixture,
    });
    t.is(await fixtureAfterRestore.submitDemo('Next'), 2);
    await fixtureAfterRestore.waitUntilIdle();
    t.is((await countOnDiscord(fixtureAfterRestore, 2)).cards, 1);
  }
  // Its lease has a later number than the one that the lost registry gave.
  const { tenancy } = await withDatabases(t, app, urls);
  await tenancy.storage.moveToRegion(movedFixture.guildId, { region: 'eu-uk', ...request });
  await waitForMove({ ...app, tenancy }, movedFixture.guildId);
  t.like(await tenancy.getPlacement(movedFixture.guildId), { region: 'eu-uk' });
  t.is(await worker.stop(), 0);
});

/** Waits until a guild's move has switched. */
async function waitForMove({ tenancy }: TestApp, guildId: string): Promise<void> {
  for (;;) {
    const move = await tenancy.moves.latest(guildId);
    if (move && (move.endedAt !== null || move.step === 'observe')) {
      if (move.state === 'failed') throw new Error(`the move failed: ${move.problem}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
