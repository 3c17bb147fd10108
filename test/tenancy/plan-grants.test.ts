import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';

const DAY_MS = 86_400_000;
const NOW = 1_795_364_977_853;

async function createFixture(t: ExecutionContext) {
  const tenancy = createTenancy(createTenancyConfig(await testDatabases()));
  t.teardown(() => tenancy.close());
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const entitlementId = randomUUID();
  const save = (
    endsAt: number | null = NOW + DAY_MS,
    { owner = guildId, now = NOW }: { owner?: string; now?: number } = {},
  ) =>
    tenancy.control.saveEntitlements({
      guildId: owner,
      entitlements: [{ entitlementId, plan: 'pro', startsAt: NOW, endsAt }],
      now,
    });
  const listGrants = () => tenancy.control.listGrants(guildId);
  return { tenancy, guildId, entitlementId, save, listGrants };
}

test('an entitlement that is listed again is the same grant, as it is now', async (t) => {
  const { tenancy, guildId, entitlementId, save, listGrants } = await createFixture(t);
  await Promise.all([save(), save(), save()]);
  await save(NOW + 31 * DAY_MS);
  const grants = await listGrants();
  t.is(grants.length, 1);
  t.like(grants[0], {
    plan: 'pro',
    source: 'entitlement',
    sourceId: entitlementId,
    startsAt: NOW,
    endsAt: NOW + 31 * DAY_MS,
  });
  t.deepEqual((await tenancy.getPlacement(guildId)).grants, [
    { plan: 'pro', startsAt: NOW, endsAt: NOW + 31 * DAY_MS },
  ]);
});

test('an entitlement that is no longer listed has ended; one that is listed again has not', async (t) => {
  const { tenancy, guildId, save, listGrants } = await createFixture(t);
  const control = tenancy.control;
  await control.grantPlan({
    guildId,
    plan: 'starter',
    operator: 'test',
    reason: 'test',
    endsAt: null,
    now: NOW,
  });
  const listRunning = () => control.listEntitledGuilds({ after: null, limit: 1_000, now: NOW + 9 });
  await save(null);
  t.true((await listRunning()).includes(guildId));
  await control.saveEntitlements({ guildId, entitlements: [], now: NOW + 7 });
  t.false((await listRunning()).includes(guildId));
  const readEnds = async () =>
    Object.fromEntries((await listGrants()).map(({ source, endsAt }) => [source, endsAt]));
  t.deepEqual(await readEnds(), { entitlement: NOW + 7, operator: null });
  await save(null);
  t.deepEqual(await readEnds(), { entitlement: null, operator: null });
});

test('an entitlement never moves to another guild', async (t) => {
  const { tenancy, save, listGrants } = await createFixture(t);
  await save();
  const other = newGuildId();
  await save(null, { owner: other });
  t.deepEqual(await tenancy.control.listGrants(other), []);
  t.is((await listGrants()).length, 1);
});

test('a list that says the same changes no row', async (t) => {
  const { tenancy, guildId, save } = await createFixture(t);
  await save();
  const pool = tenancy.createJobPool(1);
  const readVersions = async () =>
    (await pool.query('SELECT xmin::text FROM plan_grants WHERE guild_id = $1', [guildId])).rows;
  const before = await readVersions();
  await save(NOW + DAY_MS, { now: NOW + 5 });
  t.deepEqual(await readVersions(), before);
});

test('the version before writes grants without a source id, as many as it wants', async (t) => {
  const { tenancy, guildId, listGrants } = await createFixture(t);
  const pool = tenancy.createJobPool(1);
  for (const plan of ['pro', 'pro_plus'])
    await pool.query(
      `INSERT INTO plan_grants
         (id, guild_id, plan, source, reason, granted_by, starts_at, ends_at, created_at)
       VALUES (gen_random_uuid(), $1, $2, 'entitlement', 'x', 'x', 1, NULL, 1)`,
      [guildId, plan],
    );
  // They are no one's to end.
  await tenancy.control.saveEntitlements({ guildId, entitlements: [], now: NOW });
  t.deepEqual(
    (await listGrants()).map(({ plan, sourceId, endsAt }) => [plan, sourceId, endsAt]).sort(),
    [
      ['pro', null, null],
      ['pro_plus', null, null],
    ],
  );
});
