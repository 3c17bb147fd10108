import test, { type ExecutionContext } from 'ava';
import {
  type ConnectionLimitError,
  type CustomerDatabase,
  type CustomerDatabaseError,
  createCustomerKnex,
  createCustomerPools,
  testCustomerDatabase,
} from '../../../tenancy/customer-database/index.ts';
import { createLocalGuard } from '../../helpers/customer-databases.ts';
import { startRogueMysql } from '../../helpers/rogue-mysql.ts';
import { startRoguePostgres } from '../../helpers/rogue-postgres.ts';
import {
  getTestCertificate,
  type RogueServer,
  rogueDatabase,
  startRogueServer,
} from '../../helpers/rogue-server.ts';
import { createManualClock } from '../secrets/manual-clock.ts';

const SWEEPS = 10;
const HALF_A_MINUTE = 30_000;

/** What sweeps do: they ask each database at the same time, again and again. */
async function assertFewConnections(
  t: ExecutionContext,
  rogues: RogueServer[],
  { engine, ca }: { engine: CustomerDatabase['engine']; ca: string | null },
) {
  const clock = createManualClock();
  const limits = { statementMs: 100, ...(ca ? { handshakeMs: 20_000 } : { handshakeMs: 200 }) };
  const pools = createCustomerPools({
    clock,
    open: (database, hooks) =>
      createCustomerKnex(database, createLocalGuard(), { ...limits, acquireMs: 30_000 }, hooks),
  });
  t.teardown(() => pools.close());
  const sweep = async () => {
    const outcomes = await Promise.allSettled(
      rogues.map(({ port }, n) =>
        pools.use(
          { guildId: String(n), secretRef: 'ref', secretVersion: 1 },
          async () => rogueDatabase(engine, port, ca),
          (knex) => knex.raw('SELECT 1'),
        ),
      ),
    );
    t.true(outcomes.every(({ status }) => status === 'rejected'));
  };
  for (let n = 0; n < SWEEPS; n += 1) await sweep();
  t.deepEqual(
    rogues.map((rogue) => rogue.connectionCount()),
    rogues.map(() => 3),
  );
  clock.advance(HALF_A_MINUTE);
  for (let n = 0; n < SWEEPS; n += 1) await sweep();
  t.deepEqual(
    rogues.map((rogue) => rogue.connectionCount()),
    rogues.map(() => 4),
    'one probe each, half a minute later',
  );
}

for (const engine of ['postgres', 'mysql'] as const) {
  test(`${engine}: sweeps over four silent databases connect three times to each`, async (t) => {
    const rogues = await Promise.all([1, 2, 3, 4].map(() => startRogueServer(t, () => {})));
    await assertFewConnections(t, rogues, { engine, ca: null });
  });

  test(`${engine}: the same when they let us in and never answer a statement`, async (t) => {
    const { ca } = await getTestCertificate();
    const start = engine === 'postgres' ? startRoguePostgres : startRogueMysql;
    const authority = await getTestCertificate();
    const rogues = await Promise.all([1, 2, 3, 4].map(() => start(t, authority, null)));
    await assertFewConnections(t, rogues, { engine, ca });
  });
}

test('tests of databases hold no more sockets at once than the process may have', async (t) => {
  const clock = createManualClock();
  const pools = createCustomerPools({
    clock,
    maxSockets: 2,
    open: (database, hooks) => createCustomerKnex(database, createLocalGuard(), {}, hooks),
  });
  t.teardown(() => pools.close());
  const rogue = await startRogueServer(t, () => {});
  const allRequested = Promise.withResolvers<void>();
  let requestCount = 0;
  const acquireSocket = () => {
    const acquired = pools.acquireSocket();
    requestCount += 1;
    if (requestCount === 6) allRequested.resolve();
    return acquired;
  };
  const testOnce = () =>
    testCustomerDatabase(rogueDatabase('postgres', rogue.port, null), {
      guard: createLocalGuard(),
      guildId: '1',
      schema: { tables: [], version: 1 },
      acquireSocket,
      limits: { connectMs: 20_000, handshakeMs: 2_000 },
    }).then(
      () => 'passed',
      (error: ConnectionLimitError | CustomerDatabaseError) => error.code,
    );
  const outcomes = Array.from({ length: 6 }, testOnce);
  await allRequested.promise;
  clock.advance(1_000);
  t.deepEqual((await Promise.all(outcomes)).sort(), [
    'TIMEOUT',
    'TIMEOUT',
    'busy',
    'busy',
    'busy',
    'busy',
  ]);
  await rogue.waitUntilEmpty();
  t.is(rogue.connectionCount(), 2);
  t.is(await testOnce(), 'TIMEOUT', 'the sockets were given back');
});
