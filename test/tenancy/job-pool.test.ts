import { once } from 'node:events';
import test from 'ava';
import { openJobPool } from '../../tenancy/control/job-pool.ts';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { testDatabases } from '../helpers/storage.ts';
import { openWay } from '../helpers/way.ts';

test('a connection that does not answer is given up, and not lent out again', async (t) => {
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
