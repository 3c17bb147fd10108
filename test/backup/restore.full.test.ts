import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createControlDatabase } from '../../sandbox/databases/setup.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { whatIsOnDiscord } from '../chaos/audit/on-discord.ts';
import { type Child, startChild } from '../helpers/child.ts';
import { type House, startHouse } from '../helpers/house.ts';
import { type StorageUrls, sharedSecrets, tenancyConfig } from '../helpers/storage.ts';
import { type Desk, openDesk } from '../worker/desk.ts';
import { type Clusters, emptyRegion, migratedDatabases, startClusters } from './clusters.ts';

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
const variablesOf = (house: House, { control, regions }: StorageUrls): Record<string, string> => ({
  ...house.variables,
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
  await worker.says('worker.ready');
  return worker;
}

/** The operator's command line. */
async function vektra(t: ExecutionContext, variables: Record<string, string>, ...args: string[]) {
  const child = start(t, variables, 'server/cli.ts', ...args);
  return { code: await child.ended, output: child.output() };
}

/** A second door on databases that the house's own processes do not know. */
async function withDatabases(t: ExecutionContext, house: House, urls: StorageUrls): Promise<House> {
  const secrets = await sharedSecrets();
  const tenancy = createTenancy(tenancyConfig(urls), { secrets });
  t.teardown(() => tenancy.close());
  return { ...house, tenancy };
}

/** How often a demo is on Discord: cards, and threads with their introductions. */
async function shown({ house, ...label }: Desk, number: number) {
  const [found] = await whatIsOnDiscord({ house, labels: [label] });
  return {
    cards: found?.cards.get(number)?.length ?? 0,
    threads: found?.threads.get(number)?.map(({ intros }) => intros) ?? [],
  };
}

test.serial('a region comes back from a dump, and nothing is sent twice', async (t) => {
  const { used, spare, script, client } = clusters;
  const databases = await migratedDatabases(used, 'whole', ['eu-uk']);
  const house = await startHouse(t, { processes: [], databases });
  const [region] = databases.regions as [StorageUrls['regions'][number]];
  const desk = await openDesk(house);
  const before = await desk.send('Glass Horizon');
  const file = path.join(folder, 'region.dump');

  // The owner cannot see the rows: pg_dump says so, unless it is told to be content with none.
  await t.throwsAsync(script('dump.sh', region.owner, file), { message: /row-level security/ });
  const rows = ['--data-only', '--table=vektra.submissions', '--inserts'];
  const empty = await client('pg_dump', ...rows, '--enable-row-security', region.owner);
  t.false(empty.includes('Glass Horizon'));
  await script('dump.sh', region.mover, file);

  // What happens after the dump: its deliveries go out, one more demo comes, staff decide.
  const first = await startWorker(t, house.variables);
  await desk.settled();
  const lost = await desk.send('Lost Tape');
  await desk.approve(before);
  await desk.settled();
  t.is(await first.stop(), 0);

  const restored = await emptyRegion(spare, 'whole_eu_uk');
  await script('restore.sh', file, restored.superuser);
  const urls = { control: databases.control, regions: [{ ...region, ...restored }] };
  const variables = variablesOf(house, urls);
  const args = ['restore', 'finish', 'eu-uk', '--reason', 'the disk broke'];
  const finished = await vektra(t, variables, '--json', ...args);
  t.is(finished.code, 0, finished.output);
  t.deepEqual(JSON.parse(finished.output), {
    regions: [{ region: 'eu-uk', deliveries: 2, counters: 1 }],
    guilds: [],
  });

  const again = await openDesk(await withDatabases(t, house, urls), { label: desk });
  const second = await startWorker(t, variables);
  await again.settled({ tidied: true });
  t.deepEqual(await shown(again, before), { cards: 1, threads: [1] });
  t.is((await again.acts.submissions.get(again.admin, before)).status, 'in_queue');
  // People were told that the lost demo has its number: nobody else gets it.
  t.is(await again.send('New Tape'), lost + 1);
  await again.settled();
  t.is((await shown(again, lost + 1)).cards, 1);
  t.is(await second.stop(), 0);
});

test.serial('one server comes back from a dump of its region while all are in use', async (t) => {
  const { used, spare, script } = clusters;
  const databases = await migratedDatabases(used, 'single', ['eu-uk']);
  const house = await startHouse(t, { processes: ['worker'], databases });
  const [region] = databases.regions as [StorageUrls['regions'][number]];
  const [desk, neighbour] = [await openDesk(house), await openDesk(house)];
  await desk.send('Glass Horizon');
  await neighbour.send('Low Tide');
  for (const each of [desk, neighbour]) await each.settled();
  const file = path.join(folder, 'single.dump');
  await script('dump.sh', region.mover, file);

  await house.tenancy.write(desk.guildId, (db) => db.table('submissions').delete());
  await desk.send('After the dump');
  await neighbour.send('After the dump');
  for (const each of [desk, neighbour]) await each.settled();

  const from = await emptyRegion(spare, 'single_eu_uk');
  await script('restore.sh', file, from.superuser);
  await script('restore-server.sh', desk.guildId, from.mover, region.mover);
  const titles = async ({ guildId }: Desk) =>
    house.tenancy.read(guildId, (db) =>
      db.table('submissions').orderBy('number').pluck('track_title'),
    );
  t.deepEqual(await titles(desk), ['Glass Horizon']);
  t.deepEqual(await titles(neighbour), ['Low Tide', 'After the dump']);
  t.is(await desk.send('Next'), 3, 'the number of what was lost is not given again');
  await desk.settled();
  t.deepEqual(await shown(desk, 1), { cards: 1, threads: [1] });

  await t.throwsAsync(script('restore-server.sh', '1', from.mover, region.mover), {
    message: /does not have server 1/,
  });
});

test.serial('the control database comes back older than the regions', async (t) => {
  const { used, spare, script } = clusters;
  const databases = await migratedDatabases(used, 'registry', ['eu-uk', 'us-east']);
  const house = await startHouse(t, {
    processes: ['worker'],
    databases,
    variables: { MOVE_OBSERVE_MINUTES: '1440' },
  });
  const moved = await openDesk(house);
  await moved.send('Glass Horizon');
  await moved.settled();
  const file = path.join(folder, 'control.dump');
  await script('dump.sh', databases.control, file);

  const since = await openDesk(house);
  await since.send('Low Tide');
  await since.settled();
  const request = { by: 'test', reason: 'test' };
  await house.tenancy.storage.moveTo(moved.guildId, { region: 'us-east', ...request });
  await moveIsOver(house, moved.guildId);

  const control = await createControlDatabase(spare, 'registry_control');
  await script('restore.sh', file, control);
  const urls = { ...databases, control };
  const variables = variablesOf(house, urls);
  const args = ['restore', 'finish', '--reason', 'the disk broke'];
  const finished = await vektra(t, variables, '--json', ...args);
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
      [moved.guildId, 'opened us-east'],
      [since.guildId, 'opened eu-uk'],
    ]),
  );
  const second = await vektra(t, variables, ...args);
  t.is(second.output, '✓ registry and regions agree\n');

  const worker = await startWorker(t, variables);
  for (const desk of [moved, since]) {
    const again = await openDesk(await withDatabases(t, house, urls), { label: desk });
    t.is(await again.send('Next'), 2);
    await again.settled();
    t.is((await shown(again, 2)).cards, 1);
  }
  // Its lease has a later number than the one that the lost registry gave.
  const { tenancy } = await withDatabases(t, house, urls);
  await tenancy.storage.moveTo(moved.guildId, { region: 'eu-uk', ...request });
  await moveIsOver({ ...house, tenancy }, moved.guildId);
  t.like(await tenancy.placement(moved.guildId), { region: 'eu-uk' });
  t.is(await worker.stop(), 0);
});

/** Waits until a guild's move has switched. */
async function moveIsOver({ tenancy }: House, guildId: string): Promise<void> {
  for (;;) {
    const move = await tenancy.moves.latest(guildId);
    if (move && (move.endedAt !== null || move.step === 'observe')) {
      if (move.state === 'failed') throw new Error(`the move failed: ${move.problem}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
