import test from 'ava';
import { actsWorld } from '../helpers/acts.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { asSuperuser } from '../helpers/postgres.ts';
import { testDatabases } from '../helpers/storage.ts';

test('own databases that are behind are brought up; one that does not answer stops nothing', async (t) => {
  const worlds = [];
  for (const engine of ['postgres', 'mariadb', 'postgres'] as const) {
    const world = await actsWorld(t, { plan: 'pro' });
    worlds.push({ ...world, own: await connectOwn(t, world, engine) });
  }
  const [first, second, away] = worlds as [
    (typeof worlds)[0],
    (typeof worlds)[0],
    (typeof worlds)[0],
  ];
  const { control } = await testDatabases();
  await asSuperuser(
    "UPDATE guilds SET schema_version = schema_version - 1 WHERE kind = 'own'",
    new URL(control).pathname.slice(1),
  );
  away.own.way.cut();
  const stopped = AbortSignal.abort();
  t.deepEqual(await first.tenancy.migrateOwnPlaces(stopped), []);

  const go = new AbortController().signal;
  const reports = await first.tenancy.migrateOwnPlaces(go, 2);
  const byGuild = new Map(reports.map(({ guildId, failed }) => [guildId, failed]));
  t.is(byGuild.get(first.guildId), null);
  t.is(byGuild.get(second.guildId), null);
  t.regex(byGuild.get(away.guildId) ?? '', /^(ADDRESS|PROTOCOL)$/);
  t.deepEqual(
    (await first.tenancy.status.lagging()).map(({ place }) => place),
    [away.guildId],
  );
  away.own.way.mend();
  t.true((await away.acts.storage.retest(away.admin)).passed);
  await away.tenancy.migrateOwnPlaces(go);
  t.deepEqual(await first.tenancy.status.lagging(), []);
});
