import test from 'ava';
import { type Migration, tenantMigrations } from '../../../migrations/index.ts';
import { migratePlace } from '../../../tenancy/migrate/run.ts';
import type { MoveEvent, MovePlace } from '../../../tenancy/moves/index.ts';
import { parseOperatorUrl } from '../../../tenancy/pools/operator-url.ts';
import { openPostgres } from '../../../tenancy/pools/postgres.ts';
import { finish, guildIn, never, registryOf, type TestGuild } from './world/guild.ts';
import { runUntil, writeOne } from './world/halting.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);
const known = tenantMigrations.at(-1)?.version ?? 0;

/** What the next version of Vektra brings: a table of its own. */
const next: Migration = {
  version: known + 1,
  name: 'next_version',
  up: (_knex, { engine }) => [
    `CREATE TABLE ${engine === 'postgres' ? 'vektra.' : ''}next_version (guild_id bigint PRIMARY KEY)`,
  ],
};
const newer = { tenantMigrations: [...tenantMigrations, next] };

async function migrateOwn({ mover, engine }: MovePlace): Promise<void> {
  await migratePlace(mover, newer.tenantMigrations, { engine, managed: false });
}

async function migrateRegion(key: string): Promise<void> {
  const region = places().urls.regions.find((each) => each.key === key);
  const knex = openPostgres(parseOperatorUrl('OWNER', region?.owner ?? ''), {
    name: 'owner',
    schema: 'vektra',
    limits: { max: 2 },
  });
  try {
    await migratePlace(knex, newer.tenantMigrations, { engine: 'postgres', managed: true });
  } finally {
    await knex.destroy();
  }
}

/** Runs the move as an older worker would until it gives it back. @returns what it reported */
async function runOlder(guild: TestGuild, id: string, ahead = 0): Promise<MoveEvent[]> {
  const events: MoveEvent[] = [];
  await guild
    .moves({ onEvent: (event) => events.push(event), now: () => Date.now() + ahead })
    .run(id, never());
  return events;
}

for (const engine of ['postgres', 'mariadb'] as const)
  test.serial(
    `a database that is migrated while it is copied is left to a newer worker · ${engine}`,
    async (t) => {
      const other = engine === 'postgres' ? 'mariadb' : 'postgres';
      const guild = await guildIn(places(), engine, other, { rows: 60 });
      const { id } = await guild.start();
      t.true(await runUntil(guild, id, 'copy.done'));
      await migrateOwn(guild.source);

      const events = await runOlder(guild, id);
      t.like(events.at(-1), { kind: 'trouble', problem: 'SCHEMA_NEWER' });
      t.like(await guild.moves().get(id), { state: 'running', problem: 'SCHEMA_NEWER' });
      t.like(await registryOf(places(), guild.guildId), { epoch: '1' });
      await t.notThrowsAsync(writeOne(guild, guild.source, '1'), 'writes go on');
      // However long no newer worker comes, that is no failure.
      await runOlder(guild, id, 2 * 3_600_000);
      await runOlder(guild, id, 9 * 3_600_000);
      t.like(await guild.moves().get(id), { state: 'running', problem: 'SCHEMA_NEWER' });
      t.true((await guild.moves(newer).dueMoves(Date.now() + 10 * 3_600_000)).includes(id));

      t.is((await finish(t, guild.moves(newer), id)).state, 'done');
      t.like(await registryOf(places(), guild.guildId), {
        epoch: '2',
        schema_version: next.version,
      });
    },
  );

test.serial('what an older worker has copied is copied again by a newer one', async (t) => {
  const guild = await guildIn(places(), 'postgres', 'mariadb', { rows: 60 });
  const { id } = await guild.start();
  t.true(await runUntil(guild, id, 'verify.done'));
  const steps: string[] = [];
  const moves = guild.moves({
    ...newer,
    onEvent: ({ kind, step }) => steps.push(`${kind} ${step}`),
  });
  t.is((await finish(t, moves, id)).state, 'done');
  t.deepEqual(steps.slice(0, 2), ['step prepare', 'step copy']);
});

test.serial(
  'a move that a newer worker has prepared is not gone on with by an older one',
  async (t) => {
    const guild = await guildIn(places(), 'mariadb', 'postgres', { rows: 60 });
    const { id } = await guild.start();
    const stop = new AbortController();
    await guild
      .moves({ ...newer, checkpoint: (at) => void (at === 'copy.done' && stop.abort()) })
      .run(id, stop.signal);
    t.like((await runOlder(guild, id)).at(-1), { problem: 'SCHEMA_NEWER' });
    t.like(await guild.moves().get(id), { step: 'copy', state: 'running' });
    t.is((await finish(t, guild.moves(newer), id)).state, 'done');
  },
);

// The last one: it migrates the regions that all tests of this file share.
test.serial('a region that is ahead or behind is waited for', async (t) => {
  const guild = await guildIn(places(), 'region', 'other region', { rows: 60 });
  const { id } = await guild.start();
  await migrateRegion('us-east');
  t.like((await runOlder(guild, id)).at(-1), { problem: 'SCHEMA_NEWER' });
  await t.notThrowsAsync(writeOne(guild, guild.source, '1'));

  const waits = Promise.withResolvers<string | null>();
  const stop = new AbortController();
  const running = guild
    .moves({
      ...newer,
      onEvent: ({ kind, problem }) => void (kind === 'trouble' && waits.resolve(problem)),
    })
    .run(id, stop.signal);
  t.is(await waits.promise, 'SOURCE_SCHEMA_BEHIND');
  await t.notThrowsAsync(writeOne(guild, guild.source, '1'));
  stop.abort();
  await running;
  await migrateRegion('eu-uk');
  t.is((await finish(t, guild.moves(newer), id)).state, 'done');
  t.like(await registryOf(places(), guild.guildId), { schema_version: next.version });
});
