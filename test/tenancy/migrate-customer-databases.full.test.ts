import test from 'ava';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { testDatabases } from '../helpers/databases.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

test('own databases that are behind are brought up; one that does not answer stops nothing', async (t) => {
  const fixtures = [];
  for (const engine of ['postgres', 'mariadb', 'postgres'] as const) {
    const fixture = await createOperationsFixture(t, { plan: 'pro' });
    fixtures.push({ ...fixture, own: await connectCustomerDatabase(t, fixture, engine) });
  }
  const [first, second, unreachable] = fixtures as [
    (typeof fixtures)[0],
    (typeof fixtures)[0],
    (typeof fixtures)[0],
  ];
  const { control } = await testDatabases();
  await runAsSuperuser(
    "UPDATE guilds SET schema_version = schema_version - 1 WHERE kind = 'own'",
    new URL(control).pathname.slice(1),
  );
  unreachable.own.proxy.disconnect();
  const aborted = AbortSignal.abort();
  t.deepEqual(await first.tenancy.migrateCustomerDatabases(aborted), []);

  const signal = new AbortController().signal;
  const reports = await first.tenancy.migrateCustomerDatabases(signal, 2);
  const byGuild = new Map(reports.map(({ guildId, failed }) => [guildId, failed]));
  t.is(byGuild.get(first.guildId), null);
  t.is(byGuild.get(second.guildId), null);
  t.regex(byGuild.get(unreachable.guildId) ?? '', /^(ADDRESS|PROTOCOL)$/);
  t.deepEqual(
    (await first.tenancy.status.outdatedPlacements()).map(({ place }) => place),
    [unreachable.guildId],
  );
  unreachable.own.proxy.restore();
  t.true((await unreachable.operations.storage.retestConnection(unreachable.admin)).passed);
  await unreachable.tenancy.migrateCustomerDatabases(signal);
  t.deepEqual(await first.tenancy.status.outdatedPlacements(), []);
});
