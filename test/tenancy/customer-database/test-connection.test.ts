import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import {
  type ConnectionTestReport,
  type CustomerDatabase,
  CustomerDatabaseError,
  testCustomerDatabase,
} from '../../../tenancy/customer-database/index.ts';
import {
  createCustomerMariadb,
  createCustomerPostgres,
  createLocalGuard,
  openCustomerDatabase,
  type TestCustomerDatabase,
} from '../../helpers/customer-databases.ts';
import { createSingleValue, startRogueMysql } from '../../helpers/rogue-mysql.ts';
import { getTestCertificate, rogueDatabase, startRogueServer } from '../../helpers/rogue-server.ts';

const GUILD = '900000000000000001';
const ALL_STEPS = ['address', 'tls', 'login', 'version', 'privileges', 'write'];
const schema = { tables: ['guild_fence', 'submissions'], version: 12 };

interface TestOutcome {
  report: ConnectionTestReport | null;
  /** e.g. `AUTH login`. */
  failure: string | null;
  steps: string[];
}

async function runTest(
  t: ExecutionContext,
  database: CustomerDatabase,
  { now, lifetimeMs }: { now?: () => number; lifetimeMs?: number } = {},
): Promise<TestOutcome> {
  const steps: string[] = [];
  const options = {
    guard: createLocalGuard(),
    guildId: GUILD,
    schema,
    onStep: (step: string, state: unknown) => {
      if (state !== 'running')
        steps.push(state === 'passed' ? step : `${step}: ${(state as { failed: string }).failed}`);
    },
    ...(now ? { now } : {}),
    ...(lifetimeMs ? { limits: { lifetimeMs } } : {}),
  };
  try {
    return { report: await testCustomerDatabase(database, options), failure: null, steps };
  } catch (error) {
    if (!(error instanceof CustomerDatabaseError)) throw error;
    t.false(inspect(error, { showHidden: true }).includes('canary'));
    t.is(steps.at(-1), `${error.step}: ${error.code}`);
    return { report: null, failure: `${error.code} ${error.step}`, steps };
  }
}

const ENGINES: [
  CustomerDatabase['engine'],
  (t: ExecutionContext) => Promise<TestCustomerDatabase>,
][] = [
  ['postgres', createCustomerPostgres],
  ['mysql', createCustomerMariadb],
];

/** Everything of ours that is in the database. */
async function countRemaining(customerDatabase: TestCustomerDatabase): Promise<number> {
  const sql =
    customerDatabase.database.engine === 'postgres'
      ? `SELECT count(*) AS n FROM pg_namespace WHERE nspname = 'vektra'`
      : `SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = '${customerDatabase.database.database}'`;
  const answer = (await customerDatabase.runAsAdmin(sql)) as { rows?: { n: string }[] } & [
    { n: number }[],
  ];
  return Number((answer.rows ?? answer[0])[0]?.n);
}

for (const [engine, createCustomerDatabase] of ENGINES) {
  test(`${engine}: a good one passes every step and keeps nothing`, async (t) => {
    const customerDatabase = await createCustomerDatabase(t);
    const { report, failure, steps } = await runTest(t, customerDatabase.database);
    t.is(failure, null);
    t.deepEqual(steps, ALL_STEPS);
    t.regex(
      report?.server ?? '',
      engine === 'postgres' ? /^PostgreSQL \d+\.\d+$/ : /^(MariaDB|MySQL) \d+\.\d+\.\d+$/,
    );
    t.deepEqual(report?.warnings, []);
    t.true(Number(report?.latencyMs) >= 0);
    t.is(await countRemaining(customerDatabase), 0);
    t.is((await runTest(t, customerDatabase.database)).failure, null);
  });

  test(`${engine}: a clock that is off is a warning`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    for (const ms of [-61_000, 61_000])
      t.deepEqual((await runTest(t, database, { now: () => Date.now() + ms })).report?.warnings, [
        'clock',
      ]);
  });

  test(`${engine}: each failure stops at its step`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    t.deepEqual((await runTest(t, { ...database, ca: (await getTestCertificate()).ca })).steps, [
      'address',
      'tls: CERTIFICATE_UNTRUSTED',
    ]);
    t.deepEqual((await runTest(t, { ...database, password: 'canary' })).steps, [
      'address',
      'tls',
      'login: AUTH',
    ]);
    t.is((await runTest(t, { ...database, database: 'canary' })).failure, 'DATABASE login');
    t.regex(
      String((await runTest(t, database, { lifetimeMs: 1 })).failure),
      /^TIMEOUT/,
      'as a whole',
    );
    const rogue = await startRogueServer(t, () => {});
    t.is((await runTest(t, rogueDatabase(engine, rogue.port, null))).failure, 'TIMEOUT tls');
    await rogue.waitUntilEmpty();
  });

  test(`${engine}: another guild's, somebody else's, a newer one's`, async (t) => {
    const customerDatabase = await createCustomerDatabase(t);
    const prefix = engine === 'postgres' ? 'vektra.' : '';
    if (engine === 'postgres')
      await customerDatabase.runAsAdmin(
        `CREATE SCHEMA vektra AUTHORIZATION ${customerDatabase.database.user}`,
      );
    const createOwnedTable = async (table: string, columns: string) => {
      await customerDatabase.runAsAdmin(`CREATE TABLE ${prefix}${table} (${columns})`);
      if (engine === 'postgres')
        await customerDatabase.runAsAdmin(
          `ALTER TABLE vektra.${table} OWNER TO ${customerDatabase.database.user}`,
        );
    };
    await createOwnedTable('unrelated', 'id int');
    t.is((await runTest(t, customerDatabase.database)).failure, null);
    await createOwnedTable('submissions', 'id int');
    t.is((await runTest(t, customerDatabase.database)).failure, 'OCCUPIED privileges');
    await createOwnedTable('schema_ledger', 'version int');
    t.is((await runTest(t, customerDatabase.database)).failure, null);
    await customerDatabase.runAsAdmin(`INSERT INTO ${prefix}schema_ledger VALUES (12)`);
    await createOwnedTable('guild_fence', 'guild_id bigint');
    await customerDatabase.runAsAdmin(`INSERT INTO ${prefix}guild_fence VALUES (${GUILD})`);
    t.is((await runTest(t, customerDatabase.database)).failure, null);
    await customerDatabase.runAsAdmin(`INSERT INTO ${prefix}schema_ledger VALUES (13)`);
    t.is((await runTest(t, customerDatabase.database)).failure, 'SCHEMA_NEWER privileges');
    await customerDatabase.runAsAdmin(
      `INSERT INTO ${prefix}guild_fence VALUES (900000000000000002)`,
    );
    t.is((await runTest(t, customerDatabase.database)).failure, 'OCCUPIED privileges');
    await customerDatabase.runAsAdmin(`DROP TABLE ${prefix}guild_fence`);
    await createOwnedTable('guild_fence', 'other int');
    t.is((await runTest(t, customerDatabase.database)).failure, 'OCCUPIED privileges');
  });
}

test('postgres: what a role may not do', async (t) => {
  const customerDatabase = await createCustomerPostgres(t);
  const { database, user } = customerDatabase.database;
  await customerDatabase.runAsAdmin(`ALTER DATABASE ${database} OWNER TO postgres`);
  await customerDatabase.runAsAdmin(`GRANT CONNECT ON DATABASE ${database} TO ${user}`);
  t.deepEqual((await runTest(t, customerDatabase.database)).failure, 'PRIVILEGE privileges');
  await customerDatabase.runAsAdmin('CREATE SCHEMA vektra');
  await customerDatabase.runAsAdmin(`GRANT USAGE ON SCHEMA vektra TO ${user}`);
  t.is((await runTest(t, customerDatabase.database)).failure, 'PRIVILEGE privileges');
  await customerDatabase.runAsAdmin(`GRANT CREATE ON SCHEMA vektra TO ${user}`);
  t.is((await runTest(t, customerDatabase.database)).failure, null);
  await customerDatabase.runAsAdmin(`REVOKE CONNECT ON DATABASE ${database} FROM ${user}`);
  t.is((await runTest(t, customerDatabase.database)).failure, 'PRIVILEGE login');
});

test('postgres: read only, superuser', async (t) => {
  const customerDatabase = await createCustomerPostgres(t);
  const { user } = customerDatabase.database;
  await customerDatabase.runAsAdmin(`ALTER ROLE ${user} SET default_transaction_read_only = on`);
  t.is((await runTest(t, customerDatabase.database)).failure, 'READ_ONLY privileges');
  await customerDatabase.runAsAdmin(`ALTER ROLE ${user} RESET default_transaction_read_only`);
  await customerDatabase.runAsAdmin(`ALTER ROLE ${user} SUPERUSER`);
  t.deepEqual((await runTest(t, customerDatabase.database)).report?.warnings, ['superuser']);
});

test('postgres: a database that has no place for every language', async (t) => {
  const customerDatabase = await createCustomerPostgres(t);
  const name = `${customerDatabase.database.database}_latin`;
  await customerDatabase.runAsAdmin(
    `CREATE DATABASE ${name} OWNER ${customerDatabase.database.user} ENCODING LATIN1 LOCALE 'C' TEMPLATE template0`,
  );
  t.teardown(() => customerDatabase.runAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  t.regex(
    (await runTest(t, { ...customerDatabase.database, database: name })).failure ?? '',
    /^(DATABASE|PROTOCOL) write$/,
  );
});

test('mysql: what a user may not do', async (t) => {
  const customerDatabase = await createCustomerMariadb(t);
  const { database, user } = customerDatabase.database;
  const revoke = (right: string) =>
    customerDatabase.runAsAdmin(`REVOKE ${right} ON ${database}.* FROM ${user}@'%'`);
  await revoke('TRIGGER');
  t.deepEqual((await runTest(t, customerDatabase.database)).report?.warnings, ['no_triggers']);
  for (const [right, step] of [
    ['INDEX', 'privileges'],
    ['DELETE', 'write'],
    ['CREATE', 'privileges'],
  ] as const) {
    await revoke(right);
    t.is((await runTest(t, customerDatabase.database)).failure, `PRIVILEGE ${step}`, right);
    t.is(await countRemaining(customerDatabase), 0, right);
    await customerDatabase.runAsAdmin(`GRANT ${right} ON ${database}.* TO ${user}@'%'`);
  }
});

test('mysql: superuser', async (t) => {
  const customerDatabase = await createCustomerMariadb(t);
  await customerDatabase.runAsAdmin(`GRANT SUPER ON *.* TO ${customerDatabase.database.user}@'%'`);
  t.deepEqual((await runTest(t, customerDatabase.database)).report?.warnings, ['superuser']);
});

test('rights that are taken away later are a refused statement', async (t) => {
  const customerDatabase = await createCustomerPostgres(t);
  const { user } = customerDatabase.database;
  await customerDatabase.runAsAdmin('CREATE SCHEMA vektra');
  await customerDatabase.runAsAdmin('CREATE TABLE vektra.x (id int)');
  await customerDatabase.runAsAdmin(`GRANT USAGE ON SCHEMA vektra TO ${user}`);
  await customerDatabase.runAsAdmin(`GRANT SELECT ON vektra.x TO ${user}`);
  const knex = openCustomerDatabase(t, customerDatabase.database);
  t.deepEqual(await knex('x').select(), []);
  await customerDatabase.runAsAdmin(`REVOKE SELECT ON vektra.x FROM ${user}`);
  await t.throwsAsync(knex('x').select(), { name: 'CustomerStatementError', code: '42501' });
});

test('a server that answers nonsense is not believed', async (t) => {
  const certificate = await getTestCertificate();
  const value = (text: string) => createSingleValue(253, [text.length, ...Buffer.from(text)]);
  for (const [text, failure] of [
    ['canary', 'VERSION version'],
    ['5.7.1', 'VERSION version'],
  ] as const) {
    const rogue = await startRogueMysql(t, certificate, value(text));
    const tested = await runTest(t, rogueDatabase('mysql', rogue.port, certificate.ca));
    t.is(tested.failure, failure, text);
    await rogue.waitUntilEmpty();
  }
});
