import test, { type ExecutionContext } from 'ava';
import { noteOutage, openOutages } from '../../tenancy/control/outages.ts';
import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/places.ts';
import { openPostgres } from '../../tenancy/pools/postgres.ts';
import { actsWorld } from '../helpers/acts.ts';
import { connectOwn, type OwnEngine } from '../helpers/own-place.ts';
import { tenancyConfig, testDatabases, testTenancy } from '../helpers/storage.ts';

async function inOwn(t: ExecutionContext, engine: OwnEngine) {
  const world = await actsWorld(t, { plan: 'pro' });
  return { ...world, own: await connectOwn(t, world, engine) };
}

for (const [engine, table] of [
  ['postgres', 'vektra.guild_fence'],
  ['mariadb', 'guild_fence'],
] as const)
  test(`a place that is about to open is waited for, by writes and by reads · ${engine}`, async (t) => {
    const { tenancy, guildId, own } = await inOwn(t, engine);
    const write = () =>
      tenancy.write(guildId, async (db) => db.table('guild_counters').where('name', 'x').delete());
    const read = () => tenancy.read(guildId, async (db) => db.table('guild_counters').select());
    const mode = (name: string) => own.admin(`UPDATE ${table} SET mode = '${name}'`);
    await mode('filling');
    // Until it gave up: one that is told to look elsewhere gives up at once, with another code.
    const waited = { code: 'moving', driverCode: 'VK002' };
    const errors = await Promise.all([t.throwsAsync(write()), t.throwsAsync(read())]);
    for (const error of errors) t.like(error, waited);
    await mode('open');
    await t.notThrowsAsync(Promise.all([write(), read()]));
  });

test('an outage is noted of the place where the guild lives, and of none that it has left', async (t) => {
  const { tenancy, guildId } = await inOwn(t, 'postgres');
  const { control: address } = tenancyConfig(await testDatabases());
  const control = openPostgres(address, { name: 'test', schema: 'public' });
  t.teardown(() => control.destroy());
  const codes = async () =>
    (await openOutages(control)).filter((each) => each.guildId === guildId).map(({ code }) => code);
  const note = (secretRef: string, code: string) =>
    noteOutage(control, { guildId, secretRef, code, now: Date.now() });
  await note('another place', 'AUTH');
  t.deepEqual(await codes(), []);
  const { ref = '' } = (await tenancy.placement(guildId)).secret ?? {};
  await note(ref, 'TIMEOUT');
  await note(ref, 'FULL');
  await note('another place', 'AUTH');
  t.deepEqual(await codes(), ['FULL']);
});

for (const [engine, ledger] of [
  ['postgres', 'vektra.schema_ledger'],
  ['mariadb', 'schema_ledger'],
] as const)
  test(`a place that a newer process has migrated serves this one too · ${engine}`, async (t) => {
    const { tenancy, guildId, own } = await inOwn(t, engine);
    const { control: address } = tenancyConfig(await testDatabases());
    const control = openPostgres(address, { name: 'test', schema: 'public' });
    t.teardown(() => control.destroy());
    const newer = TENANT_SCHEMA_VERSION + 1;
    await own.admin(
      `INSERT INTO ${ledger} (version, name, statements_done, applied_at) VALUES (${newer}, 'x', 1, 1)`,
    );
    for (const version of [TENANT_SCHEMA_VERSION - 1, newer]) {
      await control('guilds').where('guild_id', guildId).update({ schema_version: version });
      const fresh = await testTenancy(t);
      await fresh.write(guildId, (db) =>
        db.table('guild_counters').insert({ name: `of version ${version}`, value: 1 }),
      );
      const row = await tenancy.read(guildId, (db) =>
        db.table('guild_counters').where('name', `of version ${version}`).first('value'),
      );
      t.is(Number(row?.value), 1);
    }
    const { schema_version } = await control('guilds').where('guild_id', guildId).first();
    t.is(schema_version, newer, 'it is never set back');
  });
