import { once } from 'node:events';
import test from 'ava';
import { createJobPool } from '../../tenancy/control/job-pool.ts';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../helpers/databases.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';

test('the job queue gives up a connection that does not answer, and does not lend it out again', async (t) => {
  const { control } = await testDatabases();
  const proxy = await startFaultProxy(control);
  t.teardown(() => proxy.close());
  const pool = createJobPool(parseOperatorUrl('CONTROL', proxy.proxiedUrl(control)), 1, 500);
  t.teardown(() => pool.end());
  // In work it is never idle for so long: the next look takes it.
  Object.assign(pool.options, { idleTimeoutMillis: 0 });
  const selectOne = async (client: { query(sql: string): Promise<{ rows: unknown[] }> }) =>
    (await client.query('SELECT 1 AS one')).rows;

  const client = await pool.connect();
  t.deepEqual(await selectOne(client), [{ one: 1 }]);
  proxy.freeze();
  const removed = once(pool, 'remove');
  await t.throwsAsync(selectOne(client), { message: 'Query read timeout' });
  client.release();
  await removed;
  t.is(pool.totalCount, 0);
  proxy.restore();
  t.deepEqual(await selectOne(pool), [{ one: 1 }]);
});

test('so do the pools that we ask by Knex', async (t) => {
  const { control } = await testDatabases();
  const proxy = await startFaultProxy(control);
  t.teardown(() => proxy.close());
  const knex = createPostgresKnex(parseOperatorUrl('CONTROL', proxy.proxiedUrl(control)), {
    name: 'silent',
    schema: 'public',
    limits: { max: 1, statementMs: 500, acquireMs: 20_000, connectMs: 20_000 },
    pipeline: true,
  });
  t.teardown(() => knex.destroy());
  const readBackendId = async () => (await knex.raw('SELECT pg_backend_pid() AS id')).rows[0].id;

  const first = await readBackendId();
  proxy.freeze();
  await t.throwsAsync(readBackendId(), { message: /Query read timeout/ });
  proxy.restore();
  // The pool may not have heard yet that its connection is gone.
  const next = await readBackendId().catch(readBackendId);
  t.not(next, first);
});
