import test, { type ExecutionContext } from 'ava';
import {
  createOwnPools,
  type OwnBusyError,
  type OwnDatabase,
  type OwnDatabaseError,
  openOwn,
  testOwnDatabase,
} from '../../../tenancy/own/index.ts';
import { localGuard } from '../../helpers/own-databases.ts';
import { type Rogue, rogueDatabase, startRogue, trust } from '../../helpers/own-rogue.ts';
import { rogueMysql } from '../../helpers/own-rogue-mysql.ts';
import { roguePostgres } from '../../helpers/own-rogue-postgres.ts';
import { createManualClock } from '../secrets/clock.ts';

const SWEEPS = 10;
const HALF_A_MINUTE = 30_000;

/** What sweeps do: they ask each database at the same time, again and again. */
async function swept(
  t: ExecutionContext,
  rogues: Rogue[],
  { engine, ca }: { engine: OwnDatabase['engine']; ca: string | null },
) {
  const clock = createManualClock();
  const limits = { statementMs: 100, ...(ca ? { handshakeMs: 20_000 } : { handshakeMs: 200 }) };
  const pools = createOwnPools({
    clock,
    open: (database, hooks) =>
      openOwn(database, localGuard(), { ...limits, acquireMs: 30_000 }, hooks),
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
    rogues.map((rogue) => rogue.connections()),
    rogues.map(() => 3),
  );
  clock.advance(HALF_A_MINUTE);
  for (let n = 0; n < SWEEPS; n += 1) await sweep();
  t.deepEqual(
    rogues.map((rogue) => rogue.connections()),
    rogues.map(() => 4),
    'one probe each, half a minute later',
  );
}

for (const engine of ['postgres', 'mysql'] as const) {
  test(`${engine}: sweeps over four silent databases connect three times to each`, async (t) => {
    const rogues = await Promise.all([1, 2, 3, 4].map(() => startRogue(t, () => {})));
    await swept(t, rogues, { engine, ca: null });
  });

  test(`${engine}: the same when they let us in and never answer a statement`, async (t) => {
    const { ca } = await trust();
    const start = engine === 'postgres' ? roguePostgres : rogueMysql;
    const authority = await trust();
    const rogues = await Promise.all([1, 2, 3, 4].map(() => start(t, authority, null)));
    await swept(t, rogues, { engine, ca });
  });
}

test('tests of databases hold no more sockets at once than the process may have', async (t) => {
  const clock = createManualClock();
  const pools = createOwnPools({
    clock,
    maxSockets: 2,
    open: (database, hooks) => openOwn(database, localGuard(), {}, hooks),
  });
  t.teardown(() => pools.close());
  const rogue = await startRogue(t, () => {});
  const all = Promise.withResolvers<void>();
  let asked = 0;
  const slot = () => {
    const taken = pools.slot();
    asked += 1;
    if (asked === 6) all.resolve();
    return taken;
  };
  const run = () =>
    testOwnDatabase(rogueDatabase('postgres', rogue.port, null), {
      guard: localGuard(),
      guildId: '1',
      schema: { tables: [], version: 1 },
      slot,
      limits: { connectMs: 20_000, handshakeMs: 2_000 },
    }).then(
      () => 'passed',
      (error: OwnBusyError | OwnDatabaseError) => error.code,
    );
  const outcomes = Array.from({ length: 6 }, run);
  await all.promise;
  clock.advance(1_000);
  t.deepEqual((await Promise.all(outcomes)).sort(), [
    'TIMEOUT',
    'TIMEOUT',
    'busy',
    'busy',
    'busy',
    'busy',
  ]);
  await rogue.empty();
  t.is(rogue.connections(), 2);
  t.is(await run(), 'TIMEOUT', 'the sockets were given back');
});
