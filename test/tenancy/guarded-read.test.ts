import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { StatementNames } from '../../tenancy/guild/statement-names.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';

/** A tenancy with a single connection, so that whatever an act leaves behind meets the next one. */
async function createSingleConnectionFixture(t: ExecutionContext, { own = false } = {}) {
  const urls = await testDatabases(['eu-uk'], { own });
  const config = createTenancyConfig(urls);
  const tenancy = createTenancy({ ...config, poolLimits: { ...config.poolLimits, max: 1 } });
  t.teardown(() => tenancy.close());
  const connectAs = async (url: string) => {
    const client = new pg.Client({ connectionString: url.replace('?sslmode=disable', '') });
    await client.connect();
    t.teardown(() => client.end());
    return client;
  };
  const createGuild = async () => {
    const guildId = newGuildId();
    await tenancy.provision(guildId);
    await tenancy.write(guildId, (db) =>
      db.table('guild_counters').insert({ name: 'c', value: 7 }),
    );
    return guildId;
  };
  return { tenancy, urls, connectAs, createGuild };
}

test('reads of several guilds share a connection, and none sees another', async (t) => {
  const { tenancy, createGuild } = await createSingleConnectionFixture(t);
  const guilds = await Promise.all([createGuild(), createGuild(), createGuild()]);
  const readCounter = (guildId: string) =>
    tenancy.read(guildId, (db) =>
      Promise.all([
        db.raw('SELECT guild_id, value FROM guild_counters'),
        db.table('guild_counters').where({ name: 'c' }).select('guild_id', 'value'),
        db.raw('SELECT guild_id, value FROM guild_counters WHERE name = ?', ['c']),
      ]),
    );
  const results = await Promise.all([...guilds, ...guilds].map(readCounter));
  for (const [turn, rowSets] of results.entries())
    for (const rows of rowSets)
      t.deepEqual(rows, [{ guild_id: guilds[turn % 3]!, value: '7' }] as typeof rows);
});

test('a read cannot write, with or without a snapshot', async (t) => {
  const { tenancy, createGuild } = await createSingleConnectionFixture(t);
  const guildId = await createGuild();
  for (const snapshot of [false, true]) {
    await t.throwsAsync(
      tenancy.read(guildId, (db) => db.raw('UPDATE guild_counters SET value = 8'), { snapshot }),
      { code: '25006' },
    );
    // The same connection writes and reads on.
    await tenancy.write(guildId, (db) => db.raw('UPDATE guild_counters SET value = value'));
    const row = await tenancy.read(guildId, async (db) => db.table('guild_counters').first());
    t.is(row?.value, '7');
  }
});

test('a snapshot sees one moment, whatever is written meanwhile', async (t) => {
  const { tenancy, createGuild, connectAs, urls } = await createSingleConnectionFixture(t);
  const guildId = await createGuild();
  const mover = await connectAs(urls.regions[0]!.mover);
  const readValue = async (db: { raw(sql: string): Promise<Record<string, unknown>[]> }) =>
    (await db.raw('SELECT value FROM guild_counters'))[0]!.value;
  const values = await tenancy.read(
    guildId,
    async (db) => {
      const before = await readValue(db);
      await mover.query('UPDATE vektra.guild_counters SET value = 9 WHERE guild_id = $1', [
        guildId,
      ]);
      return [before, await readValue(db)];
    },
    { snapshot: true },
  );
  t.deepEqual(values, ['7', '7']);
  t.is(await tenancy.read(guildId, readValue), '9');
});

test('a refused read leaves the connection fit, and its statement known or not', async (t) => {
  const { tenancy, createGuild, connectAs, urls } = await createSingleConnectionFixture(t);
  const [mover, control] = [await connectAs(urls.regions[0]!.mover), await connectAs(urls.control)];
  const guildId = await createGuild();
  await mover.query('UPDATE vektra.guild_fence SET epoch = 2 WHERE guild_id = $1', [guildId]);
  const readCounter = () =>
    tenancy.read(guildId, (db) => db.table('guild_counters').where({ name: 'c' }).first('value'));
  await t.throwsAsync(readCounter(), { code: 'moving' });
  await control.query('UPDATE guilds SET epoch = 2 WHERE guild_id = $1', [guildId]);
  t.deepEqual(await readCounter(), { value: '7' });
  t.deepEqual(await readCounter(), { value: '7' });
});

test('a migration that changes what a statement answers with disturbs nobody', async (t) => {
  const { tenancy, createGuild, connectAs, urls } = await createSingleConnectionFixture(t, {
    own: true,
  });
  const guildId = await createGuild();
  const owner = await connectAs(urls.regions[0]!.owner);
  const readCounter = () => tenancy.read(guildId, async (db) => db.table('guild_counters').first());
  const updateCounter = () =>
    tenancy.write(guildId, async (db) => {
      await db.table('guild_counters').update({ value: 8 });
      return db.table('guild_counters').first();
    });
  await readCounter();
  await updateCounter();
  await owner.query('ALTER TABLE vektra.guild_counters ADD COLUMN fresh text');
  t.true('fresh' in (await updateCounter())!);
  await owner.query('ALTER TABLE vektra.guild_counters DROP COLUMN fresh');
  t.false('fresh' in (await readCounter())!);
});

test('statements are named up to a limit', (t) => {
  const names = new StatementNames(2);
  t.is(names.nameFor('SELECT 1'), names.nameFor('SELECT 1'));
  t.not(names.nameFor('SELECT 1'), names.nameFor('SELECT 2'));
  t.is(names.nameFor('SELECT 3'), undefined);
  const before = names.nameFor('SELECT 1');
  names.reset();
  t.not(names.nameFor('SELECT 1'), before);
});
