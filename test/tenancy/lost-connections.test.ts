import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import { createTenancy, parseOperatorUrl } from '../../tenancy/index.ts';
import { migrateCustomerDatabase } from '../../tenancy/migrate/migrate-all.ts';
import { PlacementCache } from '../../tenancy/placement/cache.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { retryOnConnectionLoss } from '../../tenancy/pools/retry-on-connection-loss.ts';
import { createTenantAccess } from '../../tenancy/tenant-access.ts';
import type { GuildReader, GuildWriter } from '../../tenancy/types.ts';
import { openCustomerDatabase } from '../helpers/customer-databases.ts';
import { type CustomerEngine, connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';
import { type FaultProxy, startFaultProxy } from '../helpers/fault-proxy.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { COSTLY_ENGINES, pickCases } from '../helpers/test-matrix.ts';

interface DatabaseBehindProxy {
  proxy: FaultProxy;
  write<T>(mutation: (db: GuildWriter) => Promise<T>): Promise<unknown>;
  read<T>(query: (db: GuildReader) => Promise<T>): Promise<T>;
  /** The COMMIT of the next act is the last thing that goes out. */
  cutAtCommit(): void;
}

/** Long enough for a busy machine, short enough to wait for an answer that never comes. */
const STATEMENT_TIMEOUT_MS = 1_500;

/** A tenancy whose ways to the control database and to its region a test can take away. */
async function createTenancyBehindProxy(t: ExecutionContext, limits: object = {}) {
  const urls = await testDatabases();
  const proxies = {
    control: await startFaultProxy(urls.control),
    region: await startFaultProxy(urls.regions[0]?.app ?? ''),
  };
  const config = createTenancyConfig(urls);
  const tenancy = createTenancy({
    ...config,
    control: parseOperatorUrl('CONTROL', proxies.control.proxiedUrl(urls.control)),
    regions: urls.regions.map((region, index) => ({
      ...config.regions[index]!,
      app: parseOperatorUrl('APP', proxies.region.proxiedUrl(region.app)),
    })),
    poolLimits: { ...config.poolLimits, statementMs: STATEMENT_TIMEOUT_MS, ...limits },
  });
  t.teardown(async () => {
    await tenancy.close();
    await Promise.all([proxies.control.close(), proxies.region.close()]);
  });
  return { tenancy, urls, proxies };
}

type DatabaseKind = 'region' | 'postgres' | 'mariadb';
const DATABASE_KINDS: readonly DatabaseKind[] = ['region', 'postgres', 'mariadb'];

/** A guild's place by a way of its own, entered as the tenancy does. */
async function openBehindProxy(
  t: ExecutionContext,
  kind: DatabaseKind,
): Promise<DatabaseBehindProxy> {
  const { knex, proxy, placement } = await (kind === 'region'
    ? createInRegion(t)
    : createInCustomerDatabase(t, kind));
  const tenantAccess = createTenantAccess(
    new PlacementCache(async () => placement),
    { regionDatabase: () => knex, withCustomerDatabase: (_at, work) => work(knex) },
    Date.now,
  );
  return {
    proxy,
    write: (mutation) => tenantAccess.write(placement.guildId, mutation),
    read: (query) => tenantAccess.read(placement.guildId, query, false),
    cutAtCommit: () => cutAtCommit(knex, proxy),
  };
}

async function createInRegion(t: ExecutionContext) {
  const { tenancy, urls, proxies } = await createTenancyBehindProxy(t);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const app = proxies.region.proxiedUrl(urls.regions[0]?.app ?? '');
  const knex = createPostgresKnex(parseOperatorUrl('APP', app), {
    name: 'lost',
    schema: 'vektra',
    limits: { ...createTenancyConfig(urls).poolLimits, max: 2, statementMs: STATEMENT_TIMEOUT_MS },
    pipeline: true,
  });
  t.teardown(() => knex.destroy());
  return { knex, proxy: proxies.region, placement: await tenancy.getPlacement(guildId) };
}

async function createInCustomerDatabase(t: ExecutionContext, engine: CustomerEngine) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { database, proxy } = await connectCustomerDatabase(t, fixture, engine);
  const limits = { statementMs: STATEMENT_TIMEOUT_MS };
  const knex = openCustomerDatabase(t, { ...database, port: proxy.port }, { limits });
  return { knex, proxy, placement: await fixture.tenancy.getPlacement(fixture.guildId) };
}

function cutAtCommit(knex: Knex, proxy: FaultProxy): void {
  const { client } = knex;
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    client.acquireConnection = acquire;
    const connection = await acquire();
    const query = connection.query.bind(connection);
    connection.query = (...args: unknown[]) => {
      const sent = query(...args);
      if (args[0] === 'COMMIT') proxy.disconnect();
      return sent;
    };
    return connection;
  };
}

let serial = 0;
const insertRequest = (db: GuildWriter, id: string) =>
  db.table('requests').insert({ id, at: db.now, answer: null });
const listRequestIds = (db: GuildReader) => db.table('requests').orderBy('id').pluck('id');
const newId = () => `lost:${String(++serial).padStart(4, '0')}`;
/** As many connections as every pool may have, idle. */
const warmUp = async ({ write }: DatabaseBehindProxy) => {
  const both = Promise.withResolvers<void>();
  let entered = 0;
  await Promise.all(
    [1, 2].map(() =>
      write(async (db) => {
        await listRequestIds(db);
        if (++entered === 2) both.resolve();
        await both.promise;
      }),
    ),
  );
};

for (const kind of pickCases(DATABASE_KINDS, ['region', 'mariadb'])) {
  test(`connections that died while idle are nobody’s failure, and what they were given is done once · ${kind}`, async (t) => {
    const database = await openBehindProxy(t, kind);
    await warmUp(database);
    database.proxy.resetOnNextWrite();
    const expectedIds = [newId(), newId(), newId()];
    await Promise.all(expectedIds.map((id) => database.write((db) => insertRequest(db, id))));
    await warmUp(database);
    database.proxy.resetOnNextWrite();
    const seen = await Promise.all([database.read(listRequestIds), database.read(listRequestIds)]);
    for (const each of seen) t.deepEqual(each, expectedIds);
  });

  test(`connections that fell silent while idle are nobody’s failure · ${kind}`, async (t) => {
    const database = await openBehindProxy(t, kind);
    await warmUp(database);
    database.proxy.blackhole();
    const id = newId();
    const [, seen] = await Promise.all([
      database.write((db) => insertRequest(db, id)),
      database.read(listRequestIds),
    ]);
    t.true(seen.length <= 1);
    t.deepEqual(await database.read(listRequestIds), [id]);
  });

  test(`an act whose COMMIT was sent is not run again · ${kind}`, async (t) => {
    const database = await openBehindProxy(t, kind);
    await warmUp(database);
    database.cutAtCommit();
    let runs = 0;
    const id = newId();
    await t.throwsAsync(
      database.write(async (db) => {
        runs += 1;
        await insertRequest(db, id);
      }),
    );
    t.is(runs, 1);
    database.proxy.restore();
    t.true((await database.read(listRequestIds)).length <= 1);
  });

  test(`a database that breaks off again and again is asked twice · ${kind}`, async (t) => {
    const database = await openBehindProxy(t, kind);
    await warmUp(database);
    let runs = 0;
    await t.throwsAsync(
      database.write(async (db) => {
        runs += 1;
        await listRequestIds(db);
        database.proxy.resetOnNextWrite();
        await listRequestIds(db);
      }),
    );
    t.is(runs, 2);
  });
}

test('an act’s own refusal on a connection that has died is its answer', async (t) => {
  const database = await openBehindProxy(t, 'region');
  let runs = 0;
  await t.throwsAsync(
    database.write(async (db) => {
      runs += 1;
      await listRequestIds(db);
      database.proxy.disconnect();
      throw new RangeError('refused');
    }),
    { instanceOf: RangeError },
  );
  t.is(runs, 1);
});

test('a failed attempt to connect is not told to who came after it began', async (t) => {
  const { tenancy, proxies } = await createTenancyBehindProxy(t, { connectMs: 6_000 });
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  proxies.region.freeze();
  const attempted = proxies.region.waitForConnection();
  const lateRead = Promise.withResolvers<unknown>();
  const earlyRead = tenancy.read(guildId, async (db) => {
    await listRequestIds(db);
    return lateRead.promise;
  });
  await attempted;
  // The attempt under way ends with its time; the next one succeeds, and is given to who came
  // first.
  proxies.region.blackhole();
  lateRead.resolve(tenancy.read(guildId, listRequestIds));
  t.deepEqual(await earlyRead, []);
});

test('the control database: what may run twice does, what may not is told', async (t) => {
  const { tenancy, proxies } = await createTenancyBehindProxy(t);
  const guildId = newGuildId();
  const profile = { guildId, name: 'Nightfall', icon: null, ownerId: '1' };
  const warmUpControl = () => tenancy.control.getGuildName(guildId);
  await warmUpControl();
  proxies.control.resetOnNextWrite();
  await tenancy.control.saveGuildProfiles([profile], 1);
  proxies.control.resetOnNextWrite();
  t.is(await tenancy.control.getGuildName(guildId), 'Nightfall');
  proxies.control.resetOnNextWrite();
  await t.throwsAsync(
    tenancy.control.recordAdminAction({ adminId: '1', guildId, act: 'x', details: {}, now: 1 }),
  );
  await warmUpControl();
  proxies.control.resetOnNextWrite();
  await t.throwsAsync(tenancy.getPlacement(guildId), { code: 'unknown_guild' });
  proxies.control.blackhole();
  t.is(await tenancy.control.getGuildName(guildId), 'Nightfall');
});

test('the control database: provisioning, storage facts and outages survive a lost connection', async (t) => {
  const { tenancy, proxies } = await createTenancyBehindProxy(t);
  const [first, second] = [newGuildId(), newGuildId()];
  const warmUpControl = () => tenancy.control.getGuildName(first);
  await warmUpControl();
  proxies.control.resetOnNextWrite();
  t.true((await tenancy.provision(first)).created);
  await tenancy.getPlacement(first);
  const calls = [
    () => tenancy.provision(second),
    () => tenancy.storage.getInfo(first),
    () => tenancy.storage.setDeferring(first, false),
    () => tenancy.outages.list(),
    () => tenancy.outages.findRecipients(first),
  ];
  for (const call of calls) {
    await warmUpControl();
    proxies.control.resetOnNextWrite();
    await t.notThrowsAsync(call(), String(call));
  }
  t.false((await tenancy.storage.getInfo(first)).isDeferringEnabled);
});

for (const engine of COSTLY_ENGINES)
  test(`a migration whose connection died while idle is begun again · ${engine}`, async (t) => {
    const { knex, proxy } = await createInCustomerDatabase(t, engine);
    await knex.raw('SELECT 1');
    proxy.resetOnNextWrite();
    const migrating = () =>
      migrateCustomerDatabase(knex, engine === 'mariadb' ? 'mysql' : 'postgres');
    await t.throwsAsync(migrating(), { code: 'PROTOCOL' });
    await knex.raw('SELECT 1');
    proxy.resetOnNextWrite();
    t.deepEqual(await retryOnConnectionLoss(knex, migrating), []);
  });

test('a re-test that passed lets its own process in at once', async (t) => {
  const { operations, admin, tenancy, guildId } = await createOperationsFixture(t, { plan: 'pro' });
  const customerDatabase = await connectCustomerDatabase(
    t,
    { operations, admin, tenancy },
    'postgres',
  );
  customerDatabase.proxy.disconnect();
  // Until the breaker is open.
  for (let n = 0; n < 6; n += 1)
    await t.throwsAsync(tenancy.read(guildId, listRequestIds), { code: 'unavailable' });
  customerDatabase.proxy.restore();
  await t.throwsAsync(tenancy.read(guildId, listRequestIds), { code: 'unavailable' });
  t.like(await operations.storage.retestConnection(admin), { passed: true });
  await t.notThrowsAsync(tenancy.read(guildId, listRequestIds));
});
