import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import {
  type OwnDatabase,
  OwnDatabaseError,
  type OwnTestReport,
  testOwnDatabase,
} from '../../../tenancy/own/index.ts';
import {
  localGuard,
  openTestOwn,
  ownMariadb,
  ownPostgres,
  type TestOwn,
} from '../../helpers/own-databases.ts';
import { rogueDatabase, startRogue, trust } from '../../helpers/own-rogue.ts';
import { oneValue, rogueMysql } from '../../helpers/own-rogue-mysql.ts';

const GUILD = '900000000000000001';
const ALL = ['address', 'tls', 'login', 'version', 'privileges', 'write'];
const schema = { tables: ['guild_fence', 'submissions'], version: 12 };

interface Tested {
  report: OwnTestReport | null;
  /** e.g. `AUTH login`. */
  failure: string | null;
  steps: string[];
}

async function run(
  t: ExecutionContext,
  database: OwnDatabase,
  { now, lifeMs }: { now?: () => number; lifeMs?: number } = {},
): Promise<Tested> {
  const steps: string[] = [];
  const options = {
    guard: localGuard(),
    guildId: GUILD,
    schema,
    onStep: (step: string, state: unknown) => {
      if (state !== 'running')
        steps.push(state === 'passed' ? step : `${step}: ${(state as { failed: string }).failed}`);
    },
    ...(now ? { now } : {}),
    ...(lifeMs ? { limits: { lifeMs } } : {}),
  };
  try {
    return { report: await testOwnDatabase(database, options), failure: null, steps };
  } catch (error) {
    if (!(error instanceof OwnDatabaseError)) throw error;
    t.false(inspect(error, { showHidden: true }).includes('canary'));
    t.is(steps.at(-1), `${error.step}: ${error.code}`);
    return { report: null, failure: `${error.code} ${error.step}`, steps };
  }
}

const ENGINES: [OwnDatabase['engine'], (t: ExecutionContext) => Promise<TestOwn>][] = [
  ['postgres', ownPostgres],
  ['mysql', ownMariadb],
];

/** Everything of ours that is in the database. */
async function left(own: TestOwn): Promise<number> {
  const sql =
    own.database.engine === 'postgres'
      ? `SELECT count(*) AS n FROM pg_namespace WHERE nspname = 'vektra'`
      : `SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = '${own.database.database}'`;
  const answer = (await own.admin(sql)) as { rows?: { n: string }[] } & [{ n: number }[]];
  return Number((answer.rows ?? answer[0])[0]?.n);
}

for (const [engine, make] of ENGINES) {
  test(`${engine}: a good one passes every step and keeps nothing`, async (t) => {
    const own = await make(t);
    const { report, failure, steps } = await run(t, own.database);
    t.is(failure, null);
    t.deepEqual(steps, ALL);
    t.regex(
      report?.server ?? '',
      engine === 'postgres' ? /^PostgreSQL \d+\.\d+$/ : /^(MariaDB|MySQL) \d+\.\d+\.\d+$/,
    );
    t.deepEqual(report?.warnings, []);
    t.true(Number(report?.latencyMs) >= 0);
    t.is(await left(own), 0);
    t.is((await run(t, own.database)).failure, null);
  });

  test(`${engine}: a clock that is off is a warning`, async (t) => {
    const { database } = await make(t);
    for (const ms of [-61_000, 61_000])
      t.deepEqual((await run(t, database, { now: () => Date.now() + ms })).report?.warnings, [
        'clock',
      ]);
  });

  test(`${engine}: each failure stops at its step`, async (t) => {
    const { database } = await make(t);
    t.deepEqual((await run(t, { ...database, ca: (await trust()).ca })).steps, [
      'address',
      'tls: TLS',
    ]);
    t.deepEqual((await run(t, { ...database, password: 'canary' })).steps, [
      'address',
      'tls',
      'login: AUTH',
    ]);
    t.is((await run(t, { ...database, database: 'canary' })).failure, 'DATABASE login');
    t.regex(String((await run(t, database, { lifeMs: 1 })).failure), /^TIMEOUT/, 'as a whole');
    const rogue = await startRogue(t, () => {});
    t.is((await run(t, rogueDatabase(engine, rogue.port, null))).failure, 'TIMEOUT tls');
    await rogue.empty();
  });

  test(`${engine}: another guild's, somebody else's, a newer one's`, async (t) => {
    const own = await make(t);
    const prefix = engine === 'postgres' ? 'vektra.' : '';
    if (engine === 'postgres')
      await own.admin(`CREATE SCHEMA vektra AUTHORIZATION ${own.database.user}`);
    const owned = async (table: string, columns: string) => {
      await own.admin(`CREATE TABLE ${prefix}${table} (${columns})`);
      if (engine === 'postgres')
        await own.admin(`ALTER TABLE vektra.${table} OWNER TO ${own.database.user}`);
    };
    await owned('unrelated', 'id int');
    t.is((await run(t, own.database)).failure, null);
    await owned('submissions', 'id int');
    t.is((await run(t, own.database)).failure, 'OCCUPIED privileges');
    await owned('schema_ledger', 'version int');
    t.is((await run(t, own.database)).failure, null);
    await own.admin(`INSERT INTO ${prefix}schema_ledger VALUES (12)`);
    await owned('guild_fence', 'guild_id bigint');
    await own.admin(`INSERT INTO ${prefix}guild_fence VALUES (${GUILD})`);
    t.is((await run(t, own.database)).failure, null);
    await own.admin(`INSERT INTO ${prefix}schema_ledger VALUES (13)`);
    t.is((await run(t, own.database)).failure, 'SCHEMA_NEWER privileges');
    await own.admin(`INSERT INTO ${prefix}guild_fence VALUES (900000000000000002)`);
    t.is((await run(t, own.database)).failure, 'OCCUPIED privileges');
    await own.admin(`DROP TABLE ${prefix}guild_fence`);
    await owned('guild_fence', 'other int');
    t.is((await run(t, own.database)).failure, 'OCCUPIED privileges');
  });
}

test('postgres: what a role may not do', async (t) => {
  const own = await ownPostgres(t);
  const { database, user } = own.database;
  await own.admin(`ALTER DATABASE ${database} OWNER TO postgres`);
  await own.admin(`GRANT CONNECT ON DATABASE ${database} TO ${user}`);
  t.deepEqual((await run(t, own.database)).failure, 'PRIVILEGE privileges');
  await own.admin('CREATE SCHEMA vektra');
  await own.admin(`GRANT USAGE ON SCHEMA vektra TO ${user}`);
  t.is((await run(t, own.database)).failure, 'PRIVILEGE privileges');
  await own.admin(`GRANT CREATE ON SCHEMA vektra TO ${user}`);
  t.is((await run(t, own.database)).failure, null);
  await own.admin(`REVOKE CONNECT ON DATABASE ${database} FROM ${user}`);
  t.is((await run(t, own.database)).failure, 'PRIVILEGE login');
});

test('postgres: read only, superuser', async (t) => {
  const own = await ownPostgres(t);
  const { user } = own.database;
  await own.admin(`ALTER ROLE ${user} SET default_transaction_read_only = on`);
  t.is((await run(t, own.database)).failure, 'READ_ONLY privileges');
  await own.admin(`ALTER ROLE ${user} RESET default_transaction_read_only`);
  await own.admin(`ALTER ROLE ${user} SUPERUSER`);
  t.deepEqual((await run(t, own.database)).report?.warnings, ['superuser']);
});

test('postgres: a database that has no place for every language', async (t) => {
  const own = await ownPostgres(t);
  const name = `${own.database.database}_latin`;
  await own.admin(
    `CREATE DATABASE ${name} OWNER ${own.database.user} ENCODING LATIN1 LOCALE 'C' TEMPLATE template0`,
  );
  t.teardown(() => own.admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  t.regex(
    (await run(t, { ...own.database, database: name })).failure ?? '',
    /^(DATABASE|PROTOCOL) write$/,
  );
});

test('mysql: what a user may not do', async (t) => {
  const own = await ownMariadb(t);
  const { database, user } = own.database;
  const revoke = (right: string) => own.admin(`REVOKE ${right} ON ${database}.* FROM ${user}@'%'`);
  await revoke('TRIGGER');
  t.deepEqual((await run(t, own.database)).report?.warnings, ['no_triggers']);
  for (const [right, step] of [
    ['INDEX', 'privileges'],
    ['DELETE', 'write'],
    ['CREATE', 'privileges'],
  ] as const) {
    await revoke(right);
    t.is((await run(t, own.database)).failure, `PRIVILEGE ${step}`, right);
    t.is(await left(own), 0, right);
    await own.admin(`GRANT ${right} ON ${database}.* TO ${user}@'%'`);
  }
});

test('mysql: superuser', async (t) => {
  const own = await ownMariadb(t);
  await own.admin(`GRANT SUPER ON *.* TO ${own.database.user}@'%'`);
  t.deepEqual((await run(t, own.database)).report?.warnings, ['superuser']);
});

test('rights that are taken away later are a refused statement', async (t) => {
  const own = await ownPostgres(t);
  const { user } = own.database;
  await own.admin('CREATE SCHEMA vektra');
  await own.admin('CREATE TABLE vektra.x (id int)');
  await own.admin(`GRANT USAGE ON SCHEMA vektra TO ${user}`);
  await own.admin(`GRANT SELECT ON vektra.x TO ${user}`);
  const knex = openTestOwn(t, own.database);
  t.deepEqual(await knex('x').select(), []);
  await own.admin(`REVOKE SELECT ON vektra.x FROM ${user}`);
  await t.throwsAsync(knex('x').select(), { name: 'OwnStatementError', code: '42501' });
});

test('a server that answers nonsense is not believed', async (t) => {
  const certificate = await trust();
  const value = (text: string) => oneValue(253, [text.length, ...Buffer.from(text)]);
  for (const [text, failure] of [
    ['canary', 'VERSION version'],
    ['5.7.1', 'VERSION version'],
  ] as const) {
    const rogue = await rogueMysql(t, certificate, value(text));
    const tested = await run(t, rogueDatabase('mysql', rogue.port, certificate.ca));
    t.is(tested.failure, failure, text);
    await rogue.empty();
  }
});
