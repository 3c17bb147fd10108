import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import {
  createOwnPools,
  OwnBusyError,
  OwnDatabaseError,
  type OwnHooks,
  type OwnPoolsOptions,
  openOwn,
} from '../../../tenancy/own/index.ts';
import { localGuard, ownMariadb, ownPostgres } from '../../helpers/own-databases.ts';
import { rogueDatabase, startRogue } from '../../helpers/own-rogue.ts';
import { createManualClock } from '../secrets/clock.ts';

const key = (guildId: string, secretVersion = 1) => ({ guildId, secretRef: 'ref', secretVersion });
const database = rogueDatabase('postgres', 1, null);

/** Pools that are nothing but their hooks, and what became of them. */
function fakes(t: ExecutionContext, options: Partial<OwnPoolsOptions> = {}) {
  const opened: OwnHooks[] = [];
  let open = 0;
  const clock = createManualClock();
  const pools = createOwnPools({
    clock,
    open: (_database, hooks) => {
      opened.push(hooks);
      open += 1;
      const giveBack: (() => void)[] = [];
      return {
        connect: async () => giveBack.push((await hooks.slot?.()) ?? (() => {})),
        destroy: async () => {
          open -= 1;
          for (const give of giveBack.splice(0)) give();
        },
      } as unknown as Knex;
    },
    ...options,
  });
  const connect = (knex: Knex) => (knex as unknown as { connect(): Promise<void> }).connect();
  t.teardown(() => pools.close());
  return { pools, opened, clock, connect, open: () => open };
}

const load = async () => database;
const nothing = async () => {};
/** Work that lasts until it is told. */
function lasting() {
  const began = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  return {
    began: began.promise,
    end: () => end.resolve(),
    work: () => {
      began.resolve();
      return end.promise;
    },
  };
}

test('a pool is opened once and closed when nobody came for a while', async (t) => {
  const { pools, opened, clock, open } = fakes(t);
  let loads = 0;
  const counted = async () => {
    loads += 1;
    return database;
  };
  await Promise.all([1, 2, 3].map(() => pools.use(key('1'), counted, nothing)));
  clock.advance(59_999);
  await pools.use(key('1'), counted, nothing);
  clock.advance(59_999);
  t.deepEqual([opened.length, loads, open()], [1, 1, 1]);
  clock.advance(1);
  await pools.drain(key('2'));
  t.is(pools.status()[0]?.open, false);
  await pools.use(key('1'), counted, nothing);
  t.deepEqual([opened.length, loads], [2, 2]);
});

test('what cannot be loaded is told, and tried anew', async (t) => {
  const { pools, opened } = fakes(t);
  const away = new Error('sealed');
  const failing = () => Promise.reject(away);
  t.is(await t.throwsAsync(pools.use(key('1'), failing, nothing)), away);
  t.is(pools.status()[0]?.breaker.state, 'closed');
  await pools.use(key('1'), load, nothing);
  t.is(opened.length, 1);
});

test('at the limit of pools the longest unused one goes, one in use never', async (t) => {
  const { pools, clock, open } = fakes(t, { maxPools: 2 });
  const first = lasting();
  const using = pools.use(key('1'), load, first.work);
  await first.began;
  await pools.use(key('2'), load, nothing);
  await pools.use(key('3'), load, nothing);
  t.is(open(), 2);
  t.deepEqual(
    pools
      .status()
      .map(({ guildId, open }) => [guildId, open])
      .sort(),
    [
      ['1', true],
      ['2', false],
      ['3', true],
    ],
  );
  const second = lasting();
  const alsoUsing = pools.use(key('3'), load, second.work);
  await second.began;
  const late = t.throwsAsync(pools.use(key('4'), load, nothing), { instanceOf: OwnBusyError });
  await Promise.resolve();
  clock.advance(1_000);
  await late;
  const waiting = pools.use(key('5'), load, async () => 'served');
  first.end();
  t.is(await waiting, 'served');
  second.end();
  await Promise.all([using, alsoUsing]);
});

test('over the budget of sockets one waits for a while, then it is busy', async (t) => {
  const { pools, clock, connect } = fakes(t, { maxSockets: 1 });
  const first = lasting();
  const using = pools.use(key('1'), load, async (knex) => {
    await connect(knex);
    await first.work();
  });
  await first.began;
  t.is(pools.status()[0]?.sockets, 1);
  const asked = Promise.withResolvers<void>();
  const busy = t.throwsAsync(
    pools.use(key('2'), load, (knex) => {
      const connecting = connect(knex);
      asked.resolve();
      return connecting;
    }),
    { instanceOf: OwnBusyError },
  );
  await asked.promise;
  clock.advance(1_000);
  await busy;
  t.is(pools.status().find(({ guildId }) => guildId === '2')?.breaker.code, null);
  // As soon as the first one is unused, it gives its socket to who needs it.
  const waiting = pools.use(key('2'), load, connect);
  first.end();
  await using;
  await waiting;
  t.is(pools.status().find(({ guildId }) => guildId === '1')?.open, false);
});

test('draining waits for users; who comes meanwhile gets another pool', async (t) => {
  const { pools, opened, open } = fakes(t);
  const first = lasting();
  const using = pools.use(key('1'), load, first.work);
  await first.began;
  let drained = false;
  const draining = pools.drain(key('1')).then(() => {
    drained = true;
  });
  await pools.use(key('1'), load, nothing);
  t.deepEqual([drained, opened.length, open()], [false, 2, 2]);
  first.end();
  await Promise.all([using, draining]);
  t.is(open(), 1);
});

test('closed: everything is closed, and nobody is served any more', async (t) => {
  const { pools, open } = fakes(t);
  await pools.use(key('1'), load, nothing);
  const first = lasting();
  const using = pools.use(key('2'), load, first.work);
  await first.began;
  const closing = pools.close();
  first.end();
  await Promise.all([using, closing]);
  t.is(open(), 0);
  await t.throwsAsync(pools.use(key('1'), load, nothing), { instanceOf: OwnBusyError });
});

test('failed connections open the breaker, for this key alone; statements do not', async (t) => {
  const { pools, opened } = fakes(t);
  await pools.use(key('1'), load, nothing);
  for (let n = 0; n < 5; n += 1) opened[0]?.failed?.(new OwnDatabaseError('TIMEOUT'));
  await t.throwsAsync(pools.use(key('1'), load, nothing), { code: 'TIMEOUT' });
  await pools.use(key('1', 2), load, nothing);
  await pools.use(key('2'), load, nothing);
  for (let n = 0; n < 20; n += 1)
    await t.throwsAsync(pools.use(key('2'), load, () => Promise.reject(new Error('act'))));
  await pools.use(key('2'), load, nothing);
});

function real(t: ExecutionContext) {
  const clock = createManualClock();
  const patient = { connectMs: 20_000, handshakeMs: 20_000, acquireMs: 30_000 };
  const pools = createOwnPools({
    clock,
    open: (one, hooks) => openOwn(one, localGuard(), patient, hooks),
  });
  t.teardown(() => pools.close());
  return { pools, clock };
}

for (const [engine, own] of [
  ['postgres', ownPostgres],
  ['mysql', ownMariadb],
] as const)
  test(`${engine}: many who wait do not knock on with a password that is wrong`, async (t) => {
    const { pools, clock } = real(t);
    const { database: right, admin } = await own(t);
    const wrong = { ...right, password: 'canary-wrong' };
    const query = () =>
      pools.use(
        key('1'),
        async () => wrong,
        (knex) => knex.select(knex.raw('1 AS a')),
      );
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => query().then(String, ({ code }) => code)),
    );
    t.deepEqual(new Set(codes), new Set(['AUTH']));
    const [status] = pools.status();
    t.is(status?.breaker.state, 'open');
    t.is(status?.breaker.retryAt, clock.now() + 120_000);
    // The account is set right; the probe finds out.
    await admin(
      engine === 'postgres'
        ? `ALTER ROLE ${right.user} PASSWORD 'canary-wrong'`
        : `ALTER USER ${right.user}@'%' IDENTIFIED BY 'canary-wrong'`,
    );
    await t.throwsAsync(query(), { code: 'AUTH' });
    clock.advance(120_000);
    t.is(Number((await query())[0].a), 1);
    t.is(pools.status()[0]?.breaker.state, 'closed');
    t.is(typeof pools.status()[0]?.latencyMs, 'number');
  });

test('how often a server is asked while many wait and it hangs up', async (t) => {
  const { pools } = real(t);
  const rogue = await startRogue(t, (socket) => socket.destroy());
  const codes = await Promise.all(
    Array.from({ length: 30 }, () =>
      pools
        .use(
          key('1'),
          async () => ({ ...database, port: rogue.port }),
          (knex) => knex.raw('SELECT 1'),
        )
        .then(String, ({ code }) => code),
    ),
  );
  t.deepEqual(new Set(codes), new Set(['PROTOCOL']));
  t.true(rogue.connections() <= 6, String(rogue.connections()));
});

test('a pool whose connections are all in use is busy, not broken', async (t) => {
  const { database: good } = await ownPostgres(t);
  const pools = createOwnPools({
    open: (one, hooks) => openOwn(one, localGuard(), { max: 1, acquireMs: 2_000 }, hooks),
  });
  t.teardown(() => pools.close());
  const use = <T>(work: (knex: Knex) => Promise<T>) => pools.use(key('1'), async () => good, work);
  await use((knex) => knex.raw('SELECT 1'));
  await use(async (knex) => {
    const held = await knex.client.acquireConnection();
    await t.throwsAsync(
      use((other) => other.raw('SELECT 1')),
      { instanceOf: OwnBusyError },
    );
    await knex.client.releaseConnection(held);
  });
  t.is(pools.status()[0]?.breaker.code, null);
});

test('status holds nothing of an address', async (t) => {
  const { pools } = real(t);
  const { database: good } = await ownPostgres(t);
  await pools.use(
    key('77'),
    async () => good,
    (knex) => knex.raw('SELECT 1'),
  );
  const said = JSON.stringify(pools.status());
  for (const secret of [good.host, good.user, good.password, String(good.port)])
    t.false(said.includes(secret));
  t.is(pools.status()[0]?.sockets, 1);
});
