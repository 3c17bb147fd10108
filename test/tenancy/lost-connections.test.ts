import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import { createDoor } from '../../tenancy/door.ts';
import { createTenancy, parseOperatorUrl } from '../../tenancy/index.ts';
import { migrateOwn } from '../../tenancy/migrate/places.ts';
import { PlacementCache } from '../../tenancy/placement/cache.ts';
import { openPostgres } from '../../tenancy/pools/postgres.ts';
import { retryLost } from '../../tenancy/pools/retry-lost.ts';
import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { actsWorld } from '../helpers/acts.ts';
import { openTestOwn } from '../helpers/own-databases.ts';
import { connectOwn, type OwnEngine } from '../helpers/own-place.ts';
import { newGuildId, tenancyConfig, testDatabases } from '../helpers/storage.ts';
import { openWay, type Way } from '../helpers/way.ts';

interface At {
  way: Way;
  write<T>(act: (db: GuildWriter) => Promise<T>): Promise<unknown>;
  read<T>(look: (db: GuildReader) => Promise<T>): Promise<T>;
  /** The COMMIT of the next act is the last thing that goes out. */
  cutAtCommit(): void;
}

/** Long enough for a busy machine, short enough to wait for an answer that never comes. */
const STATEMENT_MS = 1_500;

/** A tenancy whose ways to the control database and to its region a test can take away. */
async function tenancyBehind(t: ExecutionContext, limits: object = {}) {
  const urls = await testDatabases();
  const ways = {
    control: await openWay(urls.control),
    region: await openWay(urls.regions[0]?.app ?? ''),
  };
  const config = tenancyConfig(urls);
  const tenancy = createTenancy({
    ...config,
    control: parseOperatorUrl('CONTROL', ways.control.by(urls.control)),
    regions: urls.regions.map((region, at) => ({
      ...config.regions[at]!,
      app: parseOperatorUrl('APP', ways.region.by(region.app)),
    })),
    poolLimits: { ...config.poolLimits, statementMs: STATEMENT_MS, ...limits },
  });
  t.teardown(async () => {
    await tenancy.close();
    await Promise.all([ways.control.close(), ways.region.close()]);
  });
  return { tenancy, urls, ways };
}

type Place = 'region' | 'postgres' | 'mariadb';
const PLACES: readonly Place[] = ['region', 'postgres', 'mariadb'];

/** A guild's place by a way of its own, entered as the tenancy does. */
async function open(t: ExecutionContext, place: Place): Promise<At> {
  const { knex, way, placement } = await (place === 'region' ? inRegion(t) : inOwn(t, place));
  const door = createDoor(
    new PlacementCache(async () => placement),
    { managed: () => knex, own: (_at, work) => work(knex) },
    Date.now,
  );
  return {
    way,
    write: (act) => door.write(placement.guildId, act),
    read: (look) => door.read(placement.guildId, look, false),
    cutAtCommit: () => cutAtCommit(knex, way),
  };
}

async function inRegion(t: ExecutionContext) {
  const { tenancy, urls, ways } = await tenancyBehind(t);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const app = ways.region.by(urls.regions[0]?.app ?? '');
  const knex = openPostgres(parseOperatorUrl('APP', app), {
    name: 'lost',
    schema: 'vektra',
    limits: { ...tenancyConfig(urls).poolLimits, max: 2, statementMs: STATEMENT_MS },
    pipeline: true,
  });
  t.teardown(() => knex.destroy());
  return { knex, way: ways.region, placement: await tenancy.placement(guildId) };
}

async function inOwn(t: ExecutionContext, engine: OwnEngine) {
  const world = await actsWorld(t, { plan: 'pro' });
  const { database, way } = await connectOwn(t, world, engine);
  const limits = { statementMs: STATEMENT_MS };
  const knex = openTestOwn(t, { ...database, port: way.port }, { limits });
  return { knex, way, placement: await world.tenancy.placement(world.guildId) };
}

function cutAtCommit(knex: Knex, way: Way): void {
  const { client } = knex;
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    client.acquireConnection = acquire;
    const connection = await acquire();
    const query = connection.query.bind(connection);
    connection.query = (...args: unknown[]) => {
      const sent = query(...args);
      if (args[0] === 'COMMIT') way.cut();
      return sent;
    };
    return connection;
  };
}

let serial = 0;
const insert = (db: GuildWriter, id: string) =>
  db.table('requests').insert({ id, at: db.now, answer: null });
const ids = (db: GuildReader) => db.table('requests').orderBy('id').pluck('id');
const newId = () => `lost:${String(++serial).padStart(4, '0')}`;
/** As many connections as every pool may have, idle. */
const warmUp = async ({ write }: At) => {
  const both = Promise.withResolvers<void>();
  let entered = 0;
  await Promise.all(
    [1, 2].map(() =>
      write(async (db) => {
        await ids(db);
        if (++entered === 2) both.resolve();
        await both.promise;
      }),
    ),
  );
};

for (const place of PLACES) {
  test(`connections that died while idle are nobody’s failure, and what they were given is done once · ${place}`, async (t) => {
    const at = await open(t, place);
    await warmUp(at);
    at.way.breakWhenUsed();
    const wanted = [newId(), newId(), newId()];
    await Promise.all(wanted.map((id) => at.write((db) => insert(db, id))));
    await warmUp(at);
    at.way.breakWhenUsed();
    const seen = await Promise.all([at.read(ids), at.read(ids)]);
    for (const each of seen) t.deepEqual(each, wanted);
  });

  test(`connections that fell silent while idle are nobody’s failure · ${place}`, async (t) => {
    const at = await open(t, place);
    await warmUp(at);
    at.way.silence();
    const id = newId();
    const [, seen] = await Promise.all([at.write((db) => insert(db, id)), at.read(ids)]);
    t.true(seen.length <= 1);
    t.deepEqual(await at.read(ids), [id]);
  });

  test(`an act whose COMMIT was sent is not run again · ${place}`, async (t) => {
    const at = await open(t, place);
    await warmUp(at);
    at.cutAtCommit();
    let runs = 0;
    const id = newId();
    await t.throwsAsync(
      at.write(async (db) => {
        runs += 1;
        await insert(db, id);
      }),
    );
    t.is(runs, 1);
    at.way.mend();
    t.true((await at.read(ids)).length <= 1);
  });

  test(`a database that breaks off again and again is asked twice · ${place}`, async (t) => {
    const at = await open(t, place);
    await warmUp(at);
    let runs = 0;
    await t.throwsAsync(
      at.write(async (db) => {
        runs += 1;
        await ids(db);
        at.way.breakWhenUsed();
        await ids(db);
      }),
    );
    t.is(runs, 2);
  });
}

test('an act’s own refusal on a connection that has died is its answer', async (t) => {
  const at = await open(t, 'region');
  let runs = 0;
  await t.throwsAsync(
    at.write(async (db) => {
      runs += 1;
      await ids(db);
      at.way.cut();
      throw new RangeError('refused');
    }),
    { instanceOf: RangeError },
  );
  t.is(runs, 1);
});

test('a failed attempt to connect is not told to who came after it began', async (t) => {
  const { tenancy, ways } = await tenancyBehind(t, { connectMs: 2_000 });
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  ways.region.freeze();
  const attempted = ways.region.connection();
  const late = Promise.withResolvers<unknown>();
  const early = tenancy.read(guildId, async (db) => {
    await ids(db);
    return late.promise;
  });
  await attempted;
  // The attempt under way ends with its time; the next one succeeds, and is given to who came first.
  ways.region.silence();
  late.resolve(tenancy.read(guildId, ids));
  t.deepEqual(await early, []);
});

test('the control database: what may run twice does, what may not is told', async (t) => {
  const { tenancy, ways } = await tenancyBehind(t);
  const guildId = newGuildId();
  const profile = { guildId, name: 'Nightfall', icon: null, ownerId: '1' };
  const warm = () => tenancy.control.guildName(guildId);
  await warm();
  ways.control.breakWhenUsed();
  await tenancy.control.saveGuildProfiles([profile], 1);
  ways.control.breakWhenUsed();
  t.is(await tenancy.control.guildName(guildId), 'Nightfall');
  ways.control.breakWhenUsed();
  await t.throwsAsync(
    tenancy.control.auditAdmin({ adminId: '1', guildId, act: 'x', details: {}, now: 1 }),
  );
  await warm();
  ways.control.breakWhenUsed();
  await t.throwsAsync(tenancy.placement(guildId), { code: 'unknown_guild' });
  ways.control.silence();
  t.is(await tenancy.control.guildName(guildId), 'Nightfall');
});

test('the control database: provisioning, storage facts and outages survive a lost connection', async (t) => {
  const { tenancy, ways } = await tenancyBehind(t);
  const [first, second] = [newGuildId(), newGuildId()];
  const warm = () => tenancy.control.guildName(first);
  await warm();
  ways.control.breakWhenUsed();
  t.true((await tenancy.provision(first)).created);
  await tenancy.placement(first);
  const asked = [
    () => tenancy.provision(second),
    () => tenancy.storage.facts(first),
    () => tenancy.storage.setParks(first, false),
    () => tenancy.outages.open(),
    () => tenancy.outages.whomToTell(first),
  ];
  for (const ask of asked) {
    await warm();
    ways.control.breakWhenUsed();
    await t.notThrowsAsync(ask(), String(ask));
  }
  t.false((await tenancy.storage.facts(first)).parks);
});

for (const engine of ['postgres', 'mariadb'] as const)
  test(`a migration whose connection died while idle is begun again · ${engine}`, async (t) => {
    const { knex, way } = await inOwn(t, engine);
    await knex.raw('SELECT 1');
    way.breakWhenUsed();
    const migrating = () => migrateOwn(knex, engine === 'mariadb' ? 'mysql' : 'postgres');
    await t.throwsAsync(migrating(), { code: 'PROTOCOL' });
    await knex.raw('SELECT 1');
    way.breakWhenUsed();
    t.deepEqual(await retryLost(knex, migrating), []);
  });

test('a re-test that passed lets its own process in at once', async (t) => {
  const { acts, admin, tenancy, guildId } = await actsWorld(t, { plan: 'pro' });
  const own = await connectOwn(t, { acts, admin, tenancy }, 'postgres');
  own.way.cut();
  // Until the breaker is open.
  for (let n = 0; n < 6; n += 1)
    await t.throwsAsync(tenancy.read(guildId, ids), { code: 'unavailable' });
  own.way.mend();
  await t.throwsAsync(tenancy.read(guildId, ids), { code: 'unavailable' });
  t.like(await acts.storage.retest(admin), { passed: true });
  await t.notThrowsAsync(tenancy.read(guildId, ids));
});
