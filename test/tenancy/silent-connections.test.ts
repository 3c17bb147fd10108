import { once } from 'node:events';
import test from 'ava';
import { openJobPool } from '../../tenancy/control/job-pool.ts';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { openPostgres } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../helpers/storage.ts';
import { openWay } from '../helpers/way.ts';

test('the job queue gives up a connection that does not answer, and does not lend it out again', async (t) => {
  const { control } = await testDatabases();
  const way = await openWay(control);
  t.teardown(() => way.close());
  const pool = openJobPool(parseOperatorUrl('CONTROL', way.by(control)), 1, 500);
  t.teardown(() => pool.end());
  // In work it is never idle for so long: the next look takes it.
  Object.assign(pool.options, { idleTimeoutMillis: 0 });
  const ask = async (client: { query(sql: string): Promise<{ rows: unknown[] }> }) =>
    (await client.query('SELECT 1 AS one')).rows;

  const client = await pool.connect();
  t.deepEqual(await ask(client), [{ one: 1 }]);
  way.freeze();
  const removed = once(pool, 'remove');
  await t.throwsAsync(ask(client), { message: 'Query read timeout' });
  client.release();
  await removed;
  t.is(pool.totalCount, 0);
  way.mend();
  t.deepEqual(await ask(pool), [{ one: 1 }]);
});

test('so do the pools that we ask by Knex', async (t) => {
  const { control } = await testDatabases();
  const way = await openWay(control);
  t.teardown(() => way.close());
  const knex = openPostgres(parseOperatorUrl('CONTROL', way.by(control)), {
    name: 'silent',
    schema: 'public',
    limits: { max: 1, statementMs: 500, acquireMs: 20_000, connectMs: 20_000 },
    pipeline: true,
  });
  t.teardown(() => knex.destroy());
  const backend = async () => (await knex.raw('SELECT pg_backend_pid() AS id')).rows[0].id;

  const first = await backend();
  way.freeze();
  await t.throwsAsync(backend(), { message: /Query read timeout/ });
  way.mend();
  // The pool may not have heard yet that its connection is gone.
  const next = await backend().catch(backend);
  t.not(next, first);
});
