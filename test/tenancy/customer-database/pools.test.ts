import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import {
  type ConnectionHooks,
  ConnectionLimitError,
  CustomerDatabaseError,
  type CustomerPoolsOptions,
  createCustomerKnex,
  createCustomerPools,
} from '../../../tenancy/customer-database/index.ts';
import {
  createCustomerMariadb,
  createCustomerPostgres,
  createLocalGuard,
} from '../../helpers/customer-databases.ts';
import { rogueDatabase, startRogueServer } from '../../helpers/rogue-server.ts';
import { createManualClock } from '../secrets/manual-clock.ts';

const poolKey = (guildId: string, secretVersion = 1) => ({
  guildId,
  secretRef: 'ref',
  secretVersion,
});
const database = rogueDatabase('postgres', 1, null);

/** Pools that are nothing but their hooks, and what became of them. */
function createFakePools(t: ExecutionContext, options: Partial<CustomerPoolsOptions> = {}) {
  const openedHooks: ConnectionHooks[] = [];
  let openCount = 0;
  const clock = createManualClock();
  const pools = createCustomerPools({
    clock,
    open: (_database, hooks) => {
      openedHooks.push(hooks);
      openCount += 1;
      const releaseFunctions: (() => void)[] = [];
      return {
        connect: async () => releaseFunctions.push((await hooks.acquireSocket?.()) ?? (() => {})),
        destroy: async () => {
          openCount -= 1;
          for (const releaseSocket of releaseFunctions.splice(0)) releaseSocket();
        },
      } as unknown as Knex;
    },
    ...options,
  });
  const connect = (knex: Knex) => (knex as unknown as { connect(): Promise<void> }).connect();
  t.teardown(() => pools.close());
  return { pools, openedHooks, clock, connect, open: () => openCount };
}

const loadDatabase = async () => database;
const doNothing = async () => {};
/** Work that lasts until it is told. */
function createLastingWork() {
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  return {
    began: started.promise,
    end: () => end.resolve(),
    work: () => {
      started.resolve();
      return end.promise;
    },
  };
}

test('a pool is opened once and closed when nobody came for a while', async (t) => {
  const { pools, openedHooks, clock, open } = createFakePools(t);
  let loads = 0;
  const countedLoad = async () => {
    loads += 1;
    return database;
  };
  await Promise.all([1, 2, 3].map(() => pools.use(poolKey('1'), countedLoad, doNothing)));
  clock.advance(59_999);
  await pools.use(poolKey('1'), countedLoad, doNothing);
  clock.advance(59_999);
  t.deepEqual([openedHooks.length, loads, open()], [1, 1, 1]);
  clock.advance(1);
  await pools.drain(poolKey('2'));
  t.is(pools.status()[0]?.isOpen, false);
  await pools.use(poolKey('1'), countedLoad, doNothing);
  t.deepEqual([openedHooks.length, loads], [2, 2]);
});

test('what cannot be loaded is told, and tried anew', async (t) => {
  const { pools, openedHooks } = createFakePools(t);
  const sealedError = new Error('sealed');
  const failingLoad = () => Promise.reject(sealedError);
  t.is(await t.throwsAsync(pools.use(poolKey('1'), failingLoad, doNothing)), sealedError);
  t.is(pools.status()[0]?.breaker.state, 'closed');
  await pools.use(poolKey('1'), loadDatabase, doNothing);
  t.is(openedHooks.length, 1);
});

test('at the limit of pools the longest unused one goes, one in use never', async (t) => {
  const { pools, clock, open } = createFakePools(t, { maxPools: 2 });
  const firstWork = createLastingWork();
  const using = pools.use(poolKey('1'), loadDatabase, firstWork.work);
  await firstWork.began;
  await pools.use(poolKey('2'), loadDatabase, doNothing);
  await pools.use(poolKey('3'), loadDatabase, doNothing);
  t.is(open(), 2);
  t.deepEqual(
    pools
      .status()
      .map(({ guildId, isOpen }) => [guildId, isOpen])
      .sort(),
    [
      ['1', true],
      ['2', false],
      ['3', true],
    ],
  );
  const secondWork = createLastingWork();
  const alsoUsing = pools.use(poolKey('3'), loadDatabase, secondWork.work);
  await secondWork.began;
  const rejected = t.throwsAsync(pools.use(poolKey('4'), loadDatabase, doNothing), {
    instanceOf: ConnectionLimitError,
  });
  await Promise.resolve();
  clock.advance(1_000);
  await rejected;
  const waiting = pools.use(poolKey('5'), loadDatabase, async () => 'served');
  firstWork.end();
  t.is(await waiting, 'served');
  secondWork.end();
  await Promise.all([using, alsoUsing]);
});

test('over the budget of sockets one waits for a while, then it is busy', async (t) => {
  const { pools, clock, connect } = createFakePools(t, { maxSockets: 1 });
  const firstWork = createLastingWork();
  const using = pools.use(poolKey('1'), loadDatabase, async (knex) => {
    await connect(knex);
    await firstWork.work();
  });
  await firstWork.began;
  t.is(pools.status()[0]?.sockets, 1);
  const requested = Promise.withResolvers<void>();
  const rejected = t.throwsAsync(
    pools.use(poolKey('2'), loadDatabase, (knex) => {
      const connecting = connect(knex);
      requested.resolve();
      return connecting;
    }),
    { instanceOf: ConnectionLimitError },
  );
  await requested.promise;
  clock.advance(1_000);
  await rejected;
  t.is(pools.status().find(({ guildId }) => guildId === '2')?.breaker.code, null);
  // As soon as the first one is unused, it gives its socket to who needs it.
  const waiting = pools.use(poolKey('2'), loadDatabase, connect);
  firstWork.end();
  await using;
  await waiting;
  t.is(pools.status().find(({ guildId }) => guildId === '1')?.isOpen, false);
});

test('draining waits for users; who comes meanwhile gets another pool', async (t) => {
  const { pools, openedHooks, open } = createFakePools(t);
  const firstWork = createLastingWork();
  const using = pools.use(poolKey('1'), loadDatabase, firstWork.work);
  await firstWork.began;
  let isDrained = false;
  const draining = pools.drain(poolKey('1')).then(() => {
    isDrained = true;
  });
  await pools.use(poolKey('1'), loadDatabase, doNothing);
  t.deepEqual([isDrained, openedHooks.length, open()], [false, 2, 2]);
  firstWork.end();
  await Promise.all([using, draining]);
  t.is(open(), 1);
});

test('closed: everything is closed, and nobody is served any more', async (t) => {
  const { pools, open } = createFakePools(t);
  await pools.use(poolKey('1'), loadDatabase, doNothing);
  const firstWork = createLastingWork();
  const using = pools.use(poolKey('2'), loadDatabase, firstWork.work);
  await firstWork.began;
  const closing = pools.close();
  firstWork.end();
  await Promise.all([using, closing]);
  t.is(open(), 0);
  await t.throwsAsync(pools.use(poolKey('1'), loadDatabase, doNothing), {
    instanceOf: ConnectionLimitError,
  });
});

test('failed connections open the breaker, for this key alone; statements do not', async (t) => {
  const { pools, openedHooks } = createFakePools(t);
  await pools.use(poolKey('1'), loadDatabase, doNothing);
  for (let n = 0; n < 5; n += 1) openedHooks[0]?.onFailed?.(new CustomerDatabaseError('TIMEOUT'));
  await t.throwsAsync(pools.use(poolKey('1'), loadDatabase, doNothing), { code: 'TIMEOUT' });
  await pools.use(poolKey('1', 2), loadDatabase, doNothing);
  await pools.use(poolKey('2'), loadDatabase, doNothing);
  for (let n = 0; n < 20; n += 1)
    await t.throwsAsync(
      pools.use(poolKey('2'), loadDatabase, () => Promise.reject(new Error('act'))),
    );
  await pools.use(poolKey('2'), loadDatabase, doNothing);
});

function createRealPools(t: ExecutionContext) {
  const clock = createManualClock();
  const patientLimits = { connectMs: 20_000, handshakeMs: 20_000, acquireMs: 30_000 };
  const pools = createCustomerPools({
    clock,
    open: (one, hooks) => createCustomerKnex(one, createLocalGuard(), patientLimits, hooks),
  });
  t.teardown(() => pools.close());
  return { pools, clock };
}

for (const [engine, createCustomerDatabase] of [
  ['postgres', createCustomerPostgres],
  ['mysql', createCustomerMariadb],
] as const)
  test(`${engine}: waiting callers do not go on trying a wrong password`, async (t) => {
    const { pools, clock } = createRealPools(t);
    const { database, runAsAdmin } = await createCustomerDatabase(t);
    const wrongDatabase = { ...database, password: 'canary-wrong' };
    const selectOne = () =>
      pools.use(
        poolKey('1'),
        async () => wrongDatabase,
        (knex) => knex.select(knex.raw('1 AS a')),
      );
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => selectOne().then(String, ({ code }) => code)),
    );
    t.deepEqual(new Set(codes), new Set(['AUTH']));
    const [status] = pools.status();
    t.is(status?.breaker.state, 'open');
    t.is(status?.breaker.retryAt, clock.now() + 120_000);
    // The account is set right; the probe finds out.
    await runAsAdmin(
      engine === 'postgres'
        ? `ALTER ROLE ${database.user} PASSWORD 'canary-wrong'`
        : `ALTER USER ${database.user}@'%' IDENTIFIED BY 'canary-wrong'`,
    );
    await t.throwsAsync(selectOne(), { code: 'AUTH' });
    clock.advance(120_000);
    t.is(Number((await selectOne())[0].a), 1);
    t.is(pools.status()[0]?.breaker.state, 'closed');
    t.is(typeof pools.status()[0]?.latencyMs, 'number');
  });

test('how often a server is asked while many wait and it hangs up', async (t) => {
  const { pools } = createRealPools(t);
  const rogue = await startRogueServer(t, (socket) => socket.destroy());
  const codes = await Promise.all(
    Array.from({ length: 30 }, () =>
      pools
        .use(
          poolKey('1'),
          async () => ({ ...database, port: rogue.port }),
          (knex) => knex.raw('SELECT 1'),
        )
        .then(String, ({ code }) => code),
    ),
  );
  t.deepEqual(new Set(codes), new Set(['PROTOCOL']));
  t.true(rogue.connectionCount() <= 6, String(rogue.connectionCount()));
});

test('a pool whose connections are all in use is busy, not broken', async (t) => {
  const { database: good } = await createCustomerPostgres(t);
  const pools = createCustomerPools({
    open: (one, hooks) =>
      createCustomerKnex(one, createLocalGuard(), { max: 1, acquireMs: 2_000 }, hooks),
  });
  t.teardown(() => pools.close());
  const runOnPool = <T>(work: (knex: Knex) => Promise<T>) =>
    pools.use(poolKey('1'), async () => good, work);
  await runOnPool((knex) => knex.raw('SELECT 1'));
  await runOnPool(async (knex) => {
    const heldConnection = await knex.client.acquireConnection();
    await t.throwsAsync(
      runOnPool((other) => other.raw('SELECT 1')),
      { instanceOf: ConnectionLimitError },
    );
    await knex.client.releaseConnection(heldConnection);
  });
  t.is(pools.status()[0]?.breaker.code, null);
});

test('status holds nothing of an address', async (t) => {
  const { pools } = createRealPools(t);
  const { database: good } = await createCustomerPostgres(t);
  await pools.use(
    poolKey('77'),
    async () => good,
    (knex) => knex.raw('SELECT 1'),
  );
  const printed = JSON.stringify(pools.status());
  for (const secret of [good.host, good.user, good.password, String(good.port)])
    t.false(printed.includes(secret));
  t.is(pools.status()[0]?.sockets, 1);
});
