import test, { type ExecutionContext } from 'ava';
import { parseCouponCode } from '../../domain/plans/coupon-code.ts';
import { findGrantStart } from '../../domain/plans/find-grant-start.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';

const DAY_MS = 86_400_000;
const NOW = 1_795_364_977_853;
const OPERATOR = { userId: '1', name: 'Maya', signedInAt: 'command-line' } as const;
const reason = 'launch';

async function createFixture(t: ExecutionContext, plan?: string) {
  const clock = { now: NOW };
  const fixture = await createOperationsFixture(t, {
    now: () => clock.now,
    ...(plan ? { plan } : {}),
  });
  const { operatorOperations, operations, artist, guildId } = fixture;
  const createCoupon = (changes: object = {}) =>
    operatorOperations.plans.createCoupon(OPERATOR, {
      plan: 'pro',
      days: 30,
      maxUses: 1,
      expiresAt: null,
      reason,
      ...changes,
    });
  const redeem = (code: string, guild = guildId) =>
    operations.plans.redeem({ ...artist, guildId: guild }, { code });
  const refuses = async (code: string, problem: string, guild = guildId) =>
    t.like(await t.throwsAsync(redeem(code, guild)), {
      code: 'invalid_input',
      details: { fields: [{ field: 'code', problem: `coupon.${problem}` }] },
    });
  const getStatus = () => operations.plans.getStatus(artist);
  return { ...fixture, clock, createCoupon, redeem, refuses, getStatus };
}

test('a trial: fourteen days of Pro, once per server, started by an admin', async (t) => {
  const { operations, admin, staff, clock, getStatus, tenancy, guildId } = await createFixture(t);
  t.like(await getStatus(), { plan: 'free', trial: { plan: 'pro', days: 14 }, grants: [] });
  await t.throwsAsync(operations.plans.startTrial(staff), { code: 'not_found' });

  const endsAt = NOW + 14 * DAY_MS;
  const outcomes = await Promise.allSettled([
    operations.plans.startTrial(admin),
    operations.plans.startTrial(admin),
  ]);
  t.deepEqual(
    outcomes.filter(({ status }) => status === 'fulfilled'),
    [{ status: 'fulfilled', value: { plan: 'pro', endsAt } }],
  );
  t.like(await getStatus(), {
    plan: 'pro',
    trial: null,
    grants: [{ plan: 'pro', source: 'trial', startsAt: NOW, endsAt }],
  });
  const events = await tenancy.read(guildId, (db) =>
    db.table('events').where('kind', 'plans.trial_started').select('actor_id', 'data'),
  );
  t.deepEqual(
    events.map(({ actor_id, data }) => [String(actor_id), JSON.parse(String(data))]),
    [[admin.userId, { plan: 'pro', endsAt }]],
  );

  clock.now = endsAt;
  t.like(await getStatus(), { plan: 'free', trial: null, grants: [] });
  await t.throwsAsync(operations.plans.startTrial(admin), { code: 'trial_unavailable' });
});

test('a trial is offered while the clock goes on', async (t) => {
  let now = NOW;
  const { operations, artist } = await createOperationsFixture(t, { now: () => now++ });
  t.like(await operations.plans.getStatus(artist), { trial: { plan: 'pro' } });
});

test('a server that has as much is offered no trial, and keeps the one that it has', async (t) => {
  const { operations, admin, getStatus } = await createFixture(t, 'pro_plus');
  t.like(await getStatus(), { plan: 'pro_plus', trial: null, offers: [] });
  await t.throwsAsync(operations.plans.startTrial(admin), { code: 'plan_included' });
});

test('a code gives its plan for its days, however it is typed', async (t) => {
  const { createCoupon, redeem, refuses, getStatus, clock } = await createFixture(t);
  const { code } = await createCoupon();
  t.regex(code, /^VK(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
  const endsAt = NOW + 30 * DAY_MS;
  t.deepEqual(await redeem(` ${code.toLowerCase().replaceAll('-', ' ')} `), {
    plan: 'pro',
    startsAt: NOW,
    endsAt,
  });
  t.like(await getStatus(), { plan: 'pro', grants: [{ source: 'coupon', endsAt }] });
  // The answer may have been lost.
  t.deepEqual(await redeem(code), { plan: 'pro', startsAt: NOW, endsAt });
  t.is((await getStatus()).grants.length, 1);
  clock.now += 10 * 60_000;
  await refuses(code, 'redeemed_before');
  clock.now = endsAt;
  t.like(await getStatus(), { plan: 'free', grants: [] });
});

test('of two servers that redeem a code for one at once, one gets it', async (t) => {
  const { createCoupon, redeem, operations } = await createFixture(t);
  const { guildId, admin } = await createFixture(t);
  const other = createActor(guildId, 'Noor');
  const { code } = await createCoupon();
  const outcomes = await Promise.allSettled([
    redeem(code),
    operations.plans.redeem(other, { code }),
    operations.plans.redeem({ ...admin, guildId: other.guildId }, { code }),
  ]);
  t.is(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('codes that cannot be redeemed say why', async (t) => {
  const { createCoupon, redeem, refuses, operatorOperations, clock, tenancy } =
    await createFixture(t);
  await refuses('please', 'unknown');
  await refuses('VK-0000-0000-0000-0000', 'unknown');
  await refuses('x'.repeat(101), 'unknown');

  const usedUp = await createCoupon();
  await redeem(usedUp.code);
  const { guildId: otherGuildId } = await createFixture(t);
  await refuses(usedUp.code, 'used_up', otherGuildId);

  const expired = await createCoupon({ expiresAt: NOW + 1_000 });
  const revoked = await createCoupon();
  t.true(await operatorOperations.plans.revokeCoupon(OPERATOR, { id: revoked.id, reason }));
  t.false(await operatorOperations.plans.revokeCoupon(OPERATOR, { id: revoked.id, reason }));
  await refuses(revoked.code, 'unknown');
  clock.now += 1_000;
  await refuses(expired.code, 'expired');

  const audit = await tenancy.control.listOperatorAudit({ operator: OPERATOR.userId, limit: 50 });
  t.true(
    audit.some(({ act, details }) => act === 'coupon.revoke' && details.coupon === revoked.id),
  );
  t.false(JSON.stringify(audit).includes(revoked.code));
});

test('a code adds its days to what ends, and is kept where it would add nothing', async (t) => {
  const { createCoupon, redeem, refuses, operations, admin, getStatus } = await createFixture(t);
  const { endsAt: trialEnd } = await operations.plans.startTrial(admin);
  const first = await createCoupon({ maxUses: 2 });
  t.deepEqual(await redeem(first.code), {
    plan: 'pro',
    startsAt: trialEnd,
    endsAt: trialEnd + 30 * DAY_MS,
  });
  t.like(await getStatus(), {
    grants: [
      { source: 'trial', endsAt: trialEnd },
      { source: 'coupon', startsAt: trialEnd },
    ],
  });
  const { guildId: endless } = await createFixture(t, 'pro_plus');
  await refuses(first.code, 'included', endless);
  const { guildId: free } = await createFixture(t);
  t.like(await redeem(first.code, free), { startsAt: NOW });
});

test('operators list codes by page; of none more is kept than a hash', async (t) => {
  const { createCoupon, operatorOperations, tenancy } = await createFixture(t);
  const created: { id: string; code: string }[] = [];
  for (let index = 0; index < 52; index++) created.push(await createCoupon({ days: index + 1 }));
  const pages = [];
  for (let before: string | null = null; ; ) {
    const page = await operatorOperations.plans.listCoupons(OPERATOR, { before });
    pages.push(page.items);
    before = page.nextBefore;
    if (before === null) break;
  }
  const ids = pages.flat().map(({ id }) => id);
  t.deepEqual(
    ids.filter((id) => created.some((coupon) => coupon.id === id)),
    created.map(({ id }) => id).toReversed(),
  );
  const pool = tenancy.createJobPool(1);
  const { rows } = await pool.query('SELECT * FROM coupons');
  for (const { code } of created)
    t.false(JSON.stringify(rows).includes(parseCouponCode(code) ?? code));
});

test('what is wrong with a new code is named', async (t) => {
  const { createCoupon } = await createFixture(t);
  for (const [field, value] of [
    ['plan', 'free'],
    ['days', 0],
    ['days', 3_661],
    ['maxUses', 1.5],
    ['reason', ''],
  ] as const)
    t.like(await t.throwsAsync(createCoupon({ [field]: value })), {
      code: 'invalid_input',
      details: { fields: [{ field }] },
    });
});

test('a SKU that this deployment does not sell gives no plan', async (t) => {
  const { systemOperations, guildId, getStatus } = await createFixture(t);
  const skuId = '1180000000000000102';
  await systemOperations.plans.syncEntitlements(
    { guildId },
    { entitlements: [{ id: '1200000000000000001', skuId, startsAt: null, endsAt: null }] },
  );
  t.like(await getStatus(), { plan: 'free', grants: [] });
});

test('when a further grant begins to add something', (t) => {
  const grant = (plan: string, from: number, until: number | null) => ({
    plan,
    startsAt: NOW + from,
    endsAt: until === null ? null : NOW + until,
  });
  const start = (...grants: ReturnType<typeof grant>[]) => {
    const found = findGrantStart(grants, 'pro', NOW);
    return found === null ? null : found - NOW;
  };
  t.is(start(), 0);
  t.is(start(grant('starter', -5, null)), 0);
  t.is(start(grant('pro', -5, 5)), 5);
  t.is(start(grant('pro', -5, -1)), 0);
  t.is(start(grant('pro', -5, null)), null);
  t.is(start(grant('pro_plus', 5, 9), grant('pro', -5, 5)), 9);
  t.is(start(grant('pro', 4, 9), grant('pro', -5, 3)), 3);
  t.is(start(grant('pro', -9, 1), grant('pro', 1, null)), null);
});
