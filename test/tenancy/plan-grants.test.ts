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
  const sourceId = randomUUID();
  const save = (changes: { guildId?: string; endsAt?: number } = {}) =>
    tenancy.control.saveSourceGrant({
      guildId,
      plan: 'pro',
      source: 'entitlement',
      sourceId,
      reason: 'subscription',
      startsAt: NOW,
      endsAt: NOW + DAY_MS,
      now: NOW,
      ...changes,
    });
  return { tenancy, guildId, sourceId, save };
}

test('a grant that its source reports again is the same grant, as it is now', async (t) => {
  const { tenancy, guildId, sourceId, save } = await createFixture(t);
  t.deepEqual(await Promise.all([save(), save(), save()]), [true, true, true]);
  t.true(await save({ endsAt: NOW + 31 * DAY_MS }));
  const grants = await tenancy.control.listGrants(guildId);
  t.is(grants.length, 1);
  t.like(grants[0], {
    plan: 'pro',
    source: 'entitlement',
    sourceId,
    startsAt: NOW,
    endsAt: NOW + 31 * DAY_MS,
  });
  t.deepEqual((await tenancy.getPlacement(guildId)).grants, [
    { plan: 'pro', startsAt: NOW, endsAt: NOW + 31 * DAY_MS },
  ]);
});

test('a source’s id never moves to another guild', async (t) => {
  const { tenancy, guildId, save } = await createFixture(t);
  await save();
  const other = newGuildId();
  t.false(await save({ guildId: other }));
  t.deepEqual(await tenancy.control.listGrants(other), []);
  t.is((await tenancy.control.listGrants(guildId)).length, 1);
});

test('the version before writes grants without a source id, as many as it wants', async (t) => {
  const { tenancy, guildId } = await createFixture(t);
  const pool = tenancy.createJobPool(1);
  for (const plan of ['pro', 'pro_plus'])
    await pool.query(
      `INSERT INTO plan_grants
         (id, guild_id, plan, source, reason, granted_by, starts_at, ends_at, created_at)
       VALUES (gen_random_uuid(), $1, $2, 'entitlement', 'x', 'x', 1, NULL, 1)`,
      [guildId, plan],
    );
  t.deepEqual(
    (await tenancy.control.listGrants(guildId))
      .map(({ plan, sourceId }) => [plan, sourceId])
      .sort(),
    [
      ['pro', null],
      ['pro_plus', null],
    ],
  );
});
