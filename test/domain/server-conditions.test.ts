import test from 'ava';
import { toUnavailableError } from '../../server/http/errors.ts';
import { toCustomerDatabaseCode } from '../../tenancy/customer-database/index.ts';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createTestTenancy, newGuildId, testDatabases } from '../helpers/databases.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

// A server that is full, out of memory or connections, or read only is one that is away: nobody is
// told of a fault, nothing is lost, and it is as it was when the server is well again.

const SQL_STATES = ['53000', '53100', '53200', '53300', '53400', '58030', '25006'];
const ERRNOS = [
  3, 5, 20, 28, 1021, 1024, 1026, 1030, 1037, 1038, 1040, 1041, 1114, 1203, 1226, 1290, 1792, 1836,
  3675,
];

const databaseName = (url: string | undefined) => new URL(url ?? '').pathname.slice(1);

/** Inserts of a guild into a table fail so. On plain Postgres the setting is nobody's. */
const createRaisingTrigger = (table: string, guildId: string, sqlState: string) => `
  SET citus.enable_unsafe_triggers = on;
  CREATE OR REPLACE FUNCTION refuse_${guildId}() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '${sqlState}'; END $$;
  CREATE OR REPLACE TRIGGER refuse_${guildId} BEFORE INSERT ON ${table}
    FOR EACH ROW WHEN (NEW.guild_id = ${guildId}) EXECUTE FUNCTION refuse_${guildId}()`;
const dropTrigger = (table: string, guildId: string) =>
  `DROP TRIGGER refuse_${guildId} ON ${table}`;

test('a region that can serve nobody is away, and then it is as before', async (t) => {
  const { operations, artist, createDemoInput, guildId } = await createOperationsFixture(t);
  const database = databaseName((await testDatabases()).regions[0]?.app);
  const table = 'vektra.submissions';
  for (const sqlState of SQL_STATES) {
    await runAsSuperuser(createRaisingTrigger(table, guildId, sqlState), database);
    await t.throwsAsync(
      operations.submissions.submit(artist, createDemoInput()),
      { code: 'storage_unavailable' },
      sqlState,
    );
  }
  await runAsSuperuser(dropTrigger(table, guildId), database);
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
});

test('an own Postgres that can serve nobody is away, and demos are parked', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, createDemoInput, guildId } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'postgres');
  const table = 'vektra.submissions';
  for (const sqlState of SQL_STATES) {
    await customerDatabase.runAsAdmin(createRaisingTrigger(table, guildId, sqlState));
    const error = await t.throwsAsync<Error & { cause: { driverCode: string } }>(
      operations.submissions.submit(artist, createDemoInput()),
      { code: 'storage_unavailable' },
      sqlState,
    );
    t.is(error?.cause.driverCode, toCustomerDatabaseCode({ code: sqlState }));
  }
  t.true('deferredAt' in (await operations.submissions.submitOrDefer(artist, createDemoInput())));
  await customerDatabase.runAsAdmin(dropTrigger(table, guildId));
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
});

test('an own MariaDB that can serve nobody is away, and demos are parked', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, createDemoInput } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'mariadb');
  for (const errno of ERRNOS) {
    await customerDatabase.runAsAdmin(
      `CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON submissions
         FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}`,
    );
    const error = await t.throwsAsync<Error & { cause: { driverCode: string } }>(
      operations.submissions.submit(artist, createDemoInput()),
      { code: 'storage_unavailable' },
      String(errno),
    );
    t.is(error?.cause.driverCode, toCustomerDatabaseCode({ errno }));
  }
  t.true('deferredAt' in (await operations.submissions.submitOrDefer(artist, createDemoInput())));
  await customerDatabase.runAsAdmin('DROP TRIGGER refuse');
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
});

test('an own Postgres without a connection for us is away, and demos are parked', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'postgres');
  const { user } = customerDatabase.database;
  await customerDatabase.runAsAdmin(`ALTER ROLE ${user} CONNECTION LIMIT 0`);
  await customerDatabase.runAsAdmin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
  );
  t.true('deferredAt' in (await operations.submissions.submitOrDefer(artist, createDemoInput())));
  await customerDatabase.runAsAdmin(`ALTER ROLE ${user} CONNECTION LIMIT -1`);
  t.true((await operations.storage.retestConnection(admin)).passed);
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
});

test('a region without a connection for us is away', async (t) => {
  const keys = ['eu-crowded'];
  const tenancy = await createTestTenancy(t, keys);
  const database = databaseName((await testDatabases(keys)).regions[0]?.app);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const read = () => tenancy.read(guildId, async (db) => db.table('submissions').first());
  await read();
  await runAsSuperuser(`ALTER DATABASE ${database} CONNECTION LIMIT 0`);
  await runAsSuperuser(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  await t.throwsAsync(read(), { code: 'unavailable' });
  await runAsSuperuser(`ALTER DATABASE ${database} CONNECTION LIMIT -1`);
  await t.notThrowsAsync(read());
});

test('a control database that can serve nobody is away', async (t) => {
  const tenancy = await createTestTenancy(t);
  const database = databaseName((await testDatabases()).control);
  for (const sqlState of SQL_STATES) {
    const guildId = newGuildId();
    await runAsSuperuser(createRaisingTrigger('guilds', guildId, sqlState), database);
    await t.throwsAsync(tenancy.provision(guildId), { code: 'unavailable' }, sqlState);
    await runAsSuperuser(dropTrigger('guilds', guildId), database);
    await t.notThrowsAsync(tenancy.provision(guildId));
    const error = Object.assign(new Error('canary'), { code: sqlState });
    t.like(toUnavailableError(error), { status: 503 });
  }
});
