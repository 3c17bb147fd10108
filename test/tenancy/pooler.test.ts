import test, { type ExecutionContext } from 'ava';
import type { Knex } from 'knex';
import pg from 'pg';
import { tenantMigrations } from '../../migrations/index.ts';
import {
  type CustomerDatabase,
  CustomerDatabaseError,
} from '../../tenancy/customer-database/index.ts';
import { migrateCustomerDatabase } from '../../tenancy/migrate/migrate-all.ts';
import { createPooledPostgres, openCustomerDatabase } from '../helpers/customer-databases.ts';
import { connectCustomerDatabase, runMove } from '../helpers/customer-placement.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { getPgBouncerPort } from '../helpers/postgres.ts';

/** What a session of another program looks like, on each connection that the pooler has now. */
interface SessionState {
  settings: string;
  advisoryLocks: number;
  preparedStatements: number;
}

const SESSION_STATE_SQL = `
  SELECT concat_ws(' ', current_setting('search_path'), current_setting('statement_timeout'),
      current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),
      current_setting('TimeZone'), NULLIF(current_setting('vektra.guild_id', true), '')) AS settings,
    (SELECT count(*)::int FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND d.datname = current_database()) AS "advisoryLocks",
    (SELECT count(*)::int FROM pg_prepared_statements) AS "preparedStatements",
    pg_backend_pid() AS pid`;

/**
 * The sessions that the owner's other programs get from the pooler: as many at once as it has, so
 * that all of them are seen.
 */
async function listSessions(
  t: ExecutionContext,
  { user, password, database, ca }: CustomerDatabase,
): Promise<Map<number, SessionState>> {
  const sessions = new Map<number, SessionState>();
  const clients = Array.from(
    { length: 10 },
    () =>
      new pg.Client({
        host: '127.0.0.1',
        port: getPgBouncerPort(),
        user,
        password,
        database,
        ssl: { ca: ca ?? '' },
      }),
  );
  t.teardown(() => Promise.all(clients.map((client) => client.end())));
  for (const client of clients) {
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query(SESSION_STATE_SQL);
    const [{ pid, ...state }] = rows;
    sessions.set(pid, state);
  }
  for (const client of clients) await client.query('ROLLBACK');
  return sessions;
}

const UNTOUCHED: SessionState = {
  settings: '"$user", public 0 0 0 UTC',
  advisoryLocks: 0,
  preparedStatements: 0,
};

const backendOf = async (knex: Knex): Promise<number> =>
  (await knex.raw('SELECT pg_backend_pid() AS pid')).rows[0].pid;

/** The sessions that Vektra has used: statements at once go to different ones. */
async function listUsedBackends(knex: Knex): Promise<number[]> {
  const used = new Set<number>();
  while (used.size < 2)
    for (const pid of await Promise.all([backendOf(knex), backendOf(knex), backendOf(knex)]))
      used.add(pid);
  return [...used];
}

async function createPooled(t: ExecutionContext) {
  const pooled = await createPooledPostgres(t);
  return { ...pooled, knex: openCustomerDatabase(t, pooled.database, { limits: { max: 4 } }) };
}

test('migrators at once share the versions out, and leave nothing on the shared sessions', async (t) => {
  const { database, knex, runAsAdmin } = await createPooled(t);
  const migrators = [1, 2, 3].map(() => openCustomerDatabase(t, database));
  const applied = await Promise.all(
    migrators.map((migrator) => migrateCustomerDatabase(migrator, 'postgres')),
  );
  t.deepEqual(
    applied.flat().sort((a, b) => a - b),
    tenantMigrations.map(({ version }) => version),
  );
  const { rows } = (await runAsAdmin(
    `SELECT DISTINCT table_schema AS name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )) as pg.QueryResult;
  t.deepEqual(rows, [{ name: 'vektra' }]);

  const used = await listUsedBackends(knex);
  const sessions = await listSessions(t, database);
  t.true(
    used.every((pid) => sessions.has(pid)),
    'they are the same sessions',
  );
  for (const state of sessions.values()) t.deepEqual(state, UNTOUCHED);
});

test('statements have the settings of ours on whichever session they run', async (t) => {
  const { database, knex, runAsAdmin } = await createPooled(t);
  await runAsAdmin(
    `ALTER ROLE ${database.user} SET default_transaction_isolation = 'serializable'`,
  );
  await listUsedBackends(knex);
  const settings = async (run: Pick<Knex, 'raw'>) =>
    (
      await run.raw(
        `SELECT concat_ws(' ', current_setting('search_path'), current_setting('lock_timeout'),
           current_setting('transaction_isolation')) AS value`,
      )
    ).rows[0].value;
  const alone = await Promise.all([1, 2, 3, 4].map(() => settings(knex)));
  const inTransactions = await Promise.all(
    [1, 2, 3, 4].map(() => knex.transaction((trx) => settings(trx))),
  );
  const expected = 'vektra 4s read committed';
  t.deepEqual([...alone, ...inTransactions], Array(8).fill(expected));
  const repeatable = await knex.transaction((trx) => settings(trx), {
    isolationLevel: 'repeatable read',
  });
  t.is(repeatable, 'vektra 4s repeatable read');
});

test('a statement that fails alone leaves its session usable, and its change is not there', async (t) => {
  const { knex } = await createPooled(t);
  await knex.raw('CREATE TABLE public.notes (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)');
  await knex.raw('INSERT INTO public.notes VALUES (1)');
  await t.throwsAsync(knex.raw('SELECT nonsense'), { code: '42703' });
  // Refused at the COMMIT.
  await t.throwsAsync(knex.raw('INSERT INTO public.notes VALUES (1)'), { code: '23505' });
  const { rows } = await knex.raw('SELECT count(*)::int AS n FROM public.notes');
  t.deepEqual(rows, [{ n: 1 }]);
});

test('a pooler’s words for a refused log-in are told as such', async (t) => {
  const { database } = await createPooled(t);
  for (const refused of [{ password: 'canary-wrong' }, { user: 'canary_nobody' }]) {
    const knex = openCustomerDatabase(t, { ...database, ...refused });
    const error = await t.throwsAsync<CustomerDatabaseError>(knex.raw('SELECT 1'), {
      instanceOf: CustomerDatabaseError,
    });
    t.is(`${error.code} ${error.step}`, 'AUTH login');
  }
});

test('a label moves in behind a pooler, works there, and moves out again', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { tenancy, operations, guildId, admin } = fixture;
  const write = (name: string) =>
    tenancy.write(guildId, (db) => db.table('guild_counters').insert({ name, value: 1 }));
  const names = async () =>
    tenancy.read(guildId, (db) => db.table('guild_counters').orderBy('name').pluck('name'));
  await write('before');
  const { database } = await connectCustomerDatabase(t, fixture, 'pgbouncer');
  await Promise.all(['a', 'b', 'c', 'd'].map(write));
  const inside = await names();
  t.true(['a', 'b', 'before', 'c', 'd'].every((name) => inside.includes(name)));
  for (const state of (await listSessions(t, database)).values()) t.deepEqual(state, UNTOUCHED);

  await operations.storage.startMove(admin, { region: 'eu-uk', requestId: 'test:back' });
  await runMove(tenancy, guildId);
  t.deepEqual(await names(), inside);
});
