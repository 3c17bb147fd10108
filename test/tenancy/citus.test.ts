import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';
import { getSharedCitus, runAsSuperuser } from '../helpers/postgres.ts';

/** What only a region that is a Citus cluster does; see CITUS_PG_CONFIG in README.md. */
const testOnCitus = getSharedCitus() ? test : () => {};

async function createFixture(t: ExecutionContext) {
  const urls = await testDatabases(['eu-uk'], { own: true });
  const tenancy = createTenancy(createTenancyConfig(urls));
  t.teardown(() => tenancy.close());
  const region = urls.regions[0]!;
  const database = new URL(region.app).pathname.slice(1);
  const owner = new pg.Client({ connectionString: region.owner.replace('?sslmode=disable', '') });
  await owner.connect();
  t.teardown(() => owner.end());
  return { tenancy, owner, database };
}

const insertCounter = (db: {
  table(name: string): { insert(row: object): PromiseLike<unknown> };
}) => Promise.resolve(db.table('guild_counters').insert({ name: 'x', value: 1 }));

test('distributing the tables of a plain region changes nothing', async (t) => {
  const urls = await testDatabases(['plain'], { own: true });
  const owner = new pg.Client({
    connectionString: urls.regions[0]!.owner.replace('?sslmode=disable', ''),
  });
  await owner.connect();
  t.teardown(() => owner.end());
  await t.notThrowsAsync(owner.query('SELECT vektra.distribute_tables()'));
  const tenancy = createTenancy(createTenancyConfig(urls));
  t.teardown(() => tenancy.close());
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  await t.notThrowsAsync(tenancy.write(guildId, insertCounter));
});

testOnCitus('a worker that is down takes its own guilds away, and no others', async (t) => {
  const { tenancy, database } = await createFixture(t);
  const portByGuild = new Map<string, number>();
  for (let index = 0; index < 12; index++) {
    const guildId = newGuildId();
    await tenancy.provision(guildId);
    await tenancy.write(guildId, async (db) => {
      await db.table('outbox_due').insert({ id: 'a', due_at: 1 });
    });
    const { rows } = await runAsSuperuser(
      `SELECT nodeport FROM pg_dist_node JOIN pg_dist_placement USING (groupid)
        WHERE shardid = get_shard_id_for_distribution_column('vektra.outbox_due', ${guildId})`,
      database,
    );
    portByGuild.set(guildId, rows[0].nodeport);
  }
  const guildsOn = (port: number) =>
    [...portByGuild].flatMap(([guildId, each]) => (each === port ? [guildId] : []));
  const [up, down] = [...new Set(portByGuild.values())] as [number, number];
  const listDue = async () => (await tenancy.listDueGuilds('eu-uk', 100)).sort();
  t.deepEqual(await listDue(), [...portByGuild.keys()].sort());
  t.deepEqual(await tenancy.listUnreachable(), []);

  const closedPort = await findEphemeralPort();
  const moveWorker = (from: number, to: number) =>
    runAsSuperuser(`UPDATE pg_dist_node SET nodeport = ${to} WHERE nodeport = ${from}`, database);
  await moveWorker(down, closedPort);
  t.deepEqual(await listDue(), guildsOn(up).sort());
  t.deepEqual(await tenancy.listUnreachable(), ['eu-uk']);
  t.is((await tenancy.status.services()).regions[0]?.latencyMs, null);
  t.is((await tenancy.status.work()).outboxes.length, 1);
  const [downGuild, upGuild] = [guildsOn(down)[0]!, guildsOn(up)[0]!];
  const read = (guildId: string) =>
    tenancy.read(guildId, async (db) => db.table('outbox_due').pluck('id'));
  await t.throwsAsync(tenancy.write(downGuild, insertCounter), { code: 'unavailable' });
  await t.throwsAsync(read(downGuild), { code: 'unavailable' });
  await t.notThrowsAsync(tenancy.write(upGuild, insertCounter));
  t.deepEqual(await read(upGuild), ['a']);

  await moveWorker(closedPort, down);
  await t.notThrowsAsync(tenancy.write(downGuild, insertCounter));
  t.deepEqual(await tenancy.listUnreachable(), []);
});

testOnCitus(
  'a table of a later version is distributed with the others, its rows too',
  async (t) => {
    const { owner, database, tenancy } = await createFixture(t);
    const guildId = newGuildId();
    await tenancy.provision(guildId);
    await owner.query('CREATE TABLE vektra.later (guild_id bigint PRIMARY KEY, note text)');
    await owner.query(`INSERT INTO vektra.later VALUES (${guildId}, 'n')`);
    await owner.query('ALTER TABLE vektra.later ENABLE ROW LEVEL SECURITY');
    await owner.query('ALTER TABLE vektra.later FORCE ROW LEVEL SECURITY');
    await owner.query(
      `CREATE POLICY own_guild ON vektra.later
       USING (guild_id = nullif(current_setting('vektra.guild_id', true), '')::bigint)`,
    );
    await owner.query('GRANT SELECT ON vektra.later TO vektra_app');
    await owner.query('SELECT vektra.distribute_tables()');
    const { rows } = await runAsSuperuser(
      `SELECT count(DISTINCT colocation_id)::int AS groups, bool_and(relforcerowsecurity) AS forced,
            bool_or(table_name = 'vektra.later'::regclass) AS has_later
       FROM citus_tables JOIN pg_class c ON c.oid = table_name
      WHERE c.relname <> 'outbox_due'`,
      database,
    );
    t.deepEqual(rows, [{ groups: 1, forced: true, has_later: true }]);
    const read = (guild: string) => tenancy.read(guild, (db) => db.raw('SELECT note FROM later'));
    t.deepEqual(await read(guildId), [{ note: 'n' }]);
    const other = newGuildId();
    await tenancy.provision(other);
    t.deepEqual(await read(other), []);
  },
);
