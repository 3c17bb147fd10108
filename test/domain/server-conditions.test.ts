import test from 'ava';
import { orUnavailable } from '../../server/http/errors.ts';
import { codeOf } from '../../tenancy/own/index.ts';
import { actsWorld } from '../helpers/acts.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { asSuperuser } from '../helpers/postgres.ts';
import { newGuildId, testDatabases, testTenancy } from '../helpers/storage.ts';

// A server that is full, out of memory or connections, or read only is one that is away: nobody is told
// of a fault, nothing is lost, and it is as it was when the server is well again.

const SQL_STATES = ['53000', '53100', '53200', '53300', '53400', '58030', '25006'];
const ERRNOS = [
  3, 5, 20, 28, 1021, 1024, 1026, 1030, 1037, 1038, 1040, 1041, 1114, 1203, 1226, 1290, 1792, 1836,
  3675,
];

const databaseOf = (url: string | undefined) => new URL(url ?? '').pathname.slice(1);

/** Inserts of a guild into a table fail so. */
const raising = (table: string, guildId: string, sqlState: string) => `
  CREATE OR REPLACE FUNCTION refuse_${guildId}() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '${sqlState}'; END $$;
  CREATE OR REPLACE TRIGGER refuse_${guildId} BEFORE INSERT ON ${table}
    FOR EACH ROW WHEN (NEW.guild_id = ${guildId}) EXECUTE FUNCTION refuse_${guildId}()`;
const dropping = (table: string, guildId: string) => `DROP TRIGGER refuse_${guildId} ON ${table}`;

test('a region that can serve nobody is away, and then it is as before', async (t) => {
  const { acts, artist, demo, guildId } = await actsWorld(t);
  const database = databaseOf((await testDatabases()).regions[0]?.app);
  const table = 'vektra.submissions';
  for (const sqlState of SQL_STATES) {
    await asSuperuser(raising(table, guildId, sqlState), database);
    await t.throwsAsync(
      acts.submissions.submit(artist, demo()),
      { code: 'storage_unavailable' },
      sqlState,
    );
  }
  await asSuperuser(dropping(table, guildId), database);
  t.is((await acts.submissions.submit(artist, demo())).number, 1);
});

test('an own Postgres that can serve nobody is away, and demos are parked', async (t) => {
  const world = await actsWorld(t, { plan: 'pro' });
  const { acts, artist, demo, guildId } = world;
  const own = await connectOwn(t, world, 'postgres');
  const table = 'vektra.submissions';
  for (const sqlState of SQL_STATES) {
    await own.admin(raising(table, guildId, sqlState));
    const error = await t.throwsAsync<Error & { cause: { driverCode: string } }>(
      acts.submissions.submit(artist, demo()),
      { code: 'storage_unavailable' },
      sqlState,
    );
    t.is(error?.cause.driverCode, codeOf({ code: sqlState }));
  }
  t.true('parkedAt' in (await acts.submissions.send(artist, demo())));
  await own.admin(dropping(table, guildId));
  t.is((await acts.submissions.submit(artist, demo())).number, 1);
});

test('an own MariaDB that can serve nobody is away, and demos are parked', async (t) => {
  const world = await actsWorld(t, { plan: 'pro' });
  const { acts, artist, demo } = world;
  const own = await connectOwn(t, world, 'mariadb');
  for (const errno of ERRNOS) {
    await own.admin(
      `CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON submissions
         FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}`,
    );
    const error = await t.throwsAsync<Error & { cause: { driverCode: string } }>(
      acts.submissions.submit(artist, demo()),
      { code: 'storage_unavailable' },
      String(errno),
    );
    t.is(error?.cause.driverCode, codeOf({ errno }));
  }
  t.true('parkedAt' in (await acts.submissions.send(artist, demo())));
  await own.admin('DROP TRIGGER refuse');
  t.is((await acts.submissions.submit(artist, demo())).number, 1);
});

test('an own Postgres without a connection for us is away, and demos are parked', async (t) => {
  const world = await actsWorld(t, { plan: 'pro' });
  const { acts, admin, artist, demo } = world;
  const own = await connectOwn(t, world, 'postgres');
  const { user } = own.database;
  await own.admin(`ALTER ROLE ${user} CONNECTION LIMIT 0`);
  await own.admin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
  );
  t.true('parkedAt' in (await acts.submissions.send(artist, demo())));
  await own.admin(`ALTER ROLE ${user} CONNECTION LIMIT -1`);
  t.true((await acts.storage.retest(admin)).passed);
  t.is((await acts.submissions.submit(artist, demo())).number, 1);
});

test('a region without a connection for us is away', async (t) => {
  const keys = ['eu-crowded'];
  const tenancy = await testTenancy(t, keys);
  const database = databaseOf((await testDatabases(keys)).regions[0]?.app);
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const read = () => tenancy.read(guildId, async (db) => db.table('submissions').first());
  await read();
  await asSuperuser(`ALTER DATABASE ${database} CONNECTION LIMIT 0`);
  await asSuperuser(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  await t.throwsAsync(read(), { code: 'unavailable' });
  await asSuperuser(`ALTER DATABASE ${database} CONNECTION LIMIT -1`);
  await t.notThrowsAsync(read());
});

test('a control database that can serve nobody is away', async (t) => {
  const tenancy = await testTenancy(t);
  const database = databaseOf((await testDatabases()).control);
  for (const sqlState of SQL_STATES) {
    const guildId = newGuildId();
    await asSuperuser(raising('guilds', guildId, sqlState), database);
    await t.throwsAsync(tenancy.provision(guildId), { code: 'unavailable' }, sqlState);
    await asSuperuser(dropping('guilds', guildId), database);
    await t.notThrowsAsync(tenancy.provision(guildId));
    const error = Object.assign(new Error('canary'), { code: sqlState });
    t.like(orUnavailable(error), { status: 503 });
  }
});
