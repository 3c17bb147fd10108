import test, { type ExecutionContext } from 'ava';
import { listOutages, recordOutage } from '../../tenancy/control/outages.ts';
import { TENANT_SCHEMA_VERSION } from '../../tenancy/migrate/migrate-all.ts';
import { createPostgresKnex } from '../../tenancy/pools/postgres.ts';
import { type CustomerEngine, connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createTenancyConfig, createTestTenancy, testDatabases } from '../helpers/databases.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';

async function createInCustomerDatabase(t: ExecutionContext, engine: CustomerEngine) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  return { ...fixture, own: await connectCustomerDatabase(t, fixture, engine) };
}

for (const [engine, table] of [
  ['postgres', 'vektra.guild_fence'],
  ['mariadb', 'guild_fence'],
] as const)
  test(`a place that is about to open is waited for, by writes and by reads · ${engine}`, async (t) => {
    const { tenancy, guildId, own } = await createInCustomerDatabase(t, engine);
    const write = () =>
      tenancy.write(guildId, async (db) => db.table('guild_counters').where('name', 'x').delete());
    const read = () => tenancy.read(guildId, async (db) => db.table('guild_counters').select());
    const setMode = (name: string) => own.runAsAdmin(`UPDATE ${table} SET mode = '${name}'`);
    await setMode('filling');
    // Until it gave up: one that is told to look elsewhere gives up at once, with another code.
    const expectedError = { code: 'moving', driverCode: 'VK002' };
    const errors = await Promise.all([t.throwsAsync(write()), t.throwsAsync(read())]);
    for (const error of errors) t.like(error, expectedError);
    await setMode('open');
    await t.notThrowsAsync(Promise.all([write(), read()]));
  });

test('an outage is noted of the place where the guild lives, and of none that it has left', async (t) => {
  const { tenancy, guildId } = await createInCustomerDatabase(t, 'postgres');
  const { control: address } = createTenancyConfig(await testDatabases());
  const control = createPostgresKnex(address, { name: 'test', schema: 'public' });
  t.teardown(() => control.destroy());
  const codes = async () =>
    (await listOutages(control)).filter((each) => each.guildId === guildId).map(({ code }) => code);
  const record = (secretRef: string, code: string) =>
    recordOutage(control, { guildId, secretRef, code, now: Date.now() });
  await record('another place', 'AUTH');
  t.deepEqual(await codes(), []);
  const { ref = '' } = (await tenancy.getPlacement(guildId)).secret ?? {};
  await record(ref, 'TIMEOUT');
  await record(ref, 'FULL');
  await record('another place', 'AUTH');
  t.deepEqual(await codes(), ['FULL']);
});

for (const [engine, ledger] of [
  ['postgres', 'vektra.schema_ledger'],
  ['mariadb', 'schema_ledger'],
] as const)
  test(`a place that a newer process has migrated serves this one too · ${engine}`, async (t) => {
    const { tenancy, guildId, own } = await createInCustomerDatabase(t, engine);
    const { control: address } = createTenancyConfig(await testDatabases());
    const control = createPostgresKnex(address, { name: 'test', schema: 'public' });
    t.teardown(() => control.destroy());
    const newer = TENANT_SCHEMA_VERSION + 1;
    await own.runAsAdmin(
      `INSERT INTO ${ledger} (version, name, statements_done, applied_at) VALUES (${newer}, 'x', 1, 1)`,
    );
    for (const version of [TENANT_SCHEMA_VERSION - 1, newer]) {
      await control('guilds').where('guild_id', guildId).update({ schema_version: version });
      const newTenancy = await createTestTenancy(t);
      await newTenancy.write(guildId, (db) =>
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
