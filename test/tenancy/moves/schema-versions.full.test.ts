import test from 'ava';
import { type Migration, tenantMigrations } from '../../../migrations/index.ts';
import { migrateSchema } from '../../../tenancy/migrate/migrate-schema.ts';
import type { MoveDatabase, MoveEvent } from '../../../tenancy/moves/index.ts';
import { parseOperatorUrl } from '../../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../../tenancy/pools/postgres.ts';
import { COSTLY_ENGINES } from '../../helpers/test-matrix.ts';
import { runUntil, writeAcknowledged } from './fixture/checkpoints.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import {
  createTestGuild,
  neverAborted,
  readRegistryRow,
  runToEnd,
  type TestGuild,
} from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
const knownVersion = tenantMigrations.at(-1)?.version ?? 0;

/** What the next version of Vektra brings: a table of its own. */
const nextMigration: Migration = {
  version: knownVersion + 1,
  name: 'next_version',
  up: (_knex, { engine }) => [
    `CREATE TABLE ${engine === 'postgres' ? 'vektra.' : ''}next_version (guild_id bigint PRIMARY KEY)`,
  ],
};
const newerOptions = { tenantMigrations: [...tenantMigrations, nextMigration] };

async function migrateCustomerDatabase({ mover, engine }: MoveDatabase): Promise<void> {
  await migrateSchema(mover, newerOptions.tenantMigrations, { engine, managed: false });
}

async function migrateRegion(key: string): Promise<void> {
  const region = databases().urls.regions.find((each) => each.key === key);
  const knex = createPostgresKnex(parseOperatorUrl('OWNER', region?.owner ?? ''), {
    name: 'owner',
    schema: 'vektra',
    limits: { max: 2 },
  });
  try {
    await migrateSchema(knex, newerOptions.tenantMigrations, { engine: 'postgres', managed: true });
  } finally {
    await knex.destroy();
  }
}

/** Runs the move as an older worker would until it gives it back. @returns what it reported */
async function runOlder(guild: TestGuild, id: string, aheadMs = 0): Promise<MoveEvent[]> {
  const events: MoveEvent[] = [];
  await guild
    .moves({ onEvent: (event) => events.push(event), now: () => Date.now() + aheadMs })
    .run(id, neverAborted());
  return events;
}

for (const engine of COSTLY_ENGINES)
  test.serial(
    `a database that is migrated while it is copied is left to a newer worker · ${engine}`,
    async (t) => {
      const otherEngine = engine === 'postgres' ? 'mariadb' : 'postgres';
      const guild = await createTestGuild(databases(), engine, otherEngine, { rows: 60 });
      const { id } = await guild.start();
      t.true(await runUntil(guild, id, 'copy.done'));
      await migrateCustomerDatabase(guild.source);

      const events = await runOlder(guild, id);
      t.like(events.at(-1), { kind: 'trouble', problem: 'SCHEMA_NEWER' });
      t.like(await guild.moves().get(id), { state: 'running', problem: 'SCHEMA_NEWER' });
      t.like(await readRegistryRow(databases(), guild.guildId), { epoch: '1' });
      await t.notThrowsAsync(writeAcknowledged(guild, guild.source, '1'), 'writes go on');
      // However long no newer worker comes, that is no failure.
      await runOlder(guild, id, 2 * 3_600_000);
      await runOlder(guild, id, 9 * 3_600_000);
      t.like(await guild.moves().get(id), { state: 'running', problem: 'SCHEMA_NEWER' });
      t.true((await guild.moves(newerOptions).listDue(Date.now() + 10 * 3_600_000)).includes(id));

      t.is((await runToEnd(t, guild.moves(newerOptions), id)).state, 'done');
      t.like(await readRegistryRow(databases(), guild.guildId), {
        epoch: '2',
        schema_version: nextMigration.version,
      });
    },
  );

test.serial('what an older worker has copied is copied again by a newer one', async (t) => {
  const guild = await createTestGuild(databases(), 'postgres', 'mariadb', { rows: 60 });
  const { id } = await guild.start();
  t.true(await runUntil(guild, id, 'verify.done'));
  const steps: string[] = [];
  const moves = guild.moves({
    ...newerOptions,
    onEvent: ({ kind, step }) => steps.push(`${kind} ${step}`),
  });
  t.is((await runToEnd(t, moves, id)).state, 'done');
  t.deepEqual(steps.slice(0, 2), ['step prepare', 'step copy']);
});

test.serial(
  'a move that a newer worker has prepared is not gone on with by an older one',
  async (t) => {
    const guild = await createTestGuild(databases(), 'mariadb', 'postgres', { rows: 60 });
    const { id } = await guild.start();
    const stop = new AbortController();
    await guild
      .moves({ ...newerOptions, checkpoint: (at) => void (at === 'copy.done' && stop.abort()) })
      .run(id, stop.signal);
    t.like((await runOlder(guild, id)).at(-1), { problem: 'SCHEMA_NEWER' });
    t.like(await guild.moves().get(id), { step: 'copy', state: 'running' });
    t.is((await runToEnd(t, guild.moves(newerOptions), id)).state, 'done');
  },
);

// The last one: it migrates the regions that all tests of this file share.
test.serial('a region that is ahead or behind is waited for', async (t) => {
  const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 60 });
  const { id } = await guild.start();
  await migrateRegion('us-east');
  t.like((await runOlder(guild, id)).at(-1), { problem: 'SCHEMA_NEWER' });
  await t.notThrowsAsync(writeAcknowledged(guild, guild.source, '1'));

  const problemReported = Promise.withResolvers<string | null>();
  const stop = new AbortController();
  const running = guild
    .moves({
      ...newerOptions,
      onEvent: ({ kind, problem }) => void (kind === 'trouble' && problemReported.resolve(problem)),
    })
    .run(id, stop.signal);
  t.is(await problemReported.promise, 'SOURCE_SCHEMA_BEHIND');
  await t.notThrowsAsync(writeAcknowledged(guild, guild.source, '1'));
  stop.abort();
  await running;
  await migrateRegion('eu-uk');
  t.is((await runToEnd(t, guild.moves(newerOptions), id)).state, 'done');
  t.like(await readRegistryRow(databases(), guild.guildId), {
    schema_version: nextMigration.version,
  });
});
