import test from 'ava';
import { createTestTenancy, newGuildId, testDatabases } from '../helpers/databases.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

const REGIONS = ['eu-uk', 'us-east'];

test('storage info has the placement of the registry, not a cached one', async (t) => {
  const tenancy = await createTestTenancy(t, REGIONS);
  const { control } = await testDatabases(REGIONS);
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  t.is((await tenancy.getPlacement(guildId)).region, 'eu-uk');
  // Without its trigger: the notification that the placement has changed has not arrived yet.
  await runAsSuperuser(
    `SET session_replication_role = replica;
     UPDATE guilds SET region = 'us-east' WHERE guild_id = ${guildId}`,
    new URL(control).pathname.slice(1),
  );
  t.is((await tenancy.storage.getInfo(guildId)).placement.region, 'us-east');
});

test('storage info of a guild that is not set up', async (t) => {
  const tenancy = await createTestTenancy(t);
  await t.throwsAsync(tenancy.storage.getInfo(newGuildId()), {
    name: 'TenancyError',
    code: 'unknown_guild',
  });
});
