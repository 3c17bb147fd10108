import test from 'ava';
import { getUnreachableCode, isUnreachable } from '../../tenancy/errors.ts';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { testDatabases } from '../helpers/databases.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';

test('a failure to reach a database has a code, whoever tells of it', async (t) => {
  const urls = await testDatabases();
  const proxy = await startFaultProxy(urls.control);
  t.teardown(() => proxy.close());
  const address = parseOperatorUrl('CONTROL', proxy.proxiedUrl(urls.control));
  const codeOf = async (
    limits: object,
    work: (query: () => Promise<unknown>) => Promise<unknown>,
  ) => {
    const knex = createPostgresKnex(address, {
      name: 'test',
      schema: 'public',
      pipeline: true,
      limits: { acquireMs: 20_000, connectMs: 20_000, statementMs: 20_000, ...limits },
    });
    const error = await t.throwsAsync(
      work(() => Promise.resolve(knex.raw('SELECT 1'))),
      { any: true },
    );
    t.true(isUnreachable(error), String(error));
    proxy.restore();
    await knex.destroy();
    return getUnreachableCode(error);
  };

  t.is(
    await codeOf({ connectMs: 100 }, async (query) => {
      proxy.freeze();
      return query();
    }),
    'connect_timeout',
  );
  t.is(
    await codeOf({ statementMs: 100 }, async (query) => {
      await query();
      proxy.freeze();
      return query();
    }),
    'read_timeout',
  );
  t.is(
    await codeOf({}, async (query) => {
      await query();
      proxy.freeze();
      const waiting = query();
      proxy.disconnect();
      return waiting;
    }),
    'terminated',
  );
  t.is(
    await codeOf({ max: 1, acquireMs: 100 }, async (query) => {
      await query();
      proxy.freeze();
      query().catch(() => {});
      return query();
    }),
    'acquire_timeout',
  );
});
