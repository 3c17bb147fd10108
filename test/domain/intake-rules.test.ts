import ava from 'ava';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test('cooldown and period: refused with the time from which the artist may', async (t) => {
  let now = Date.now();
  const fixture = await createOperationsFixture(t, { plan: 'pro', now: () => now });
  const { operations, admin, artist, createDemoInput, guildId } = fixture;
  const send = () => operations.submissions.submit(artist, createDemoInput());
  const firstAt = now;
  await send();
  await operations.intakeRules.setRules(admin, { cooldownHours: 2 });
  now += HOUR_MS;
  const refused = await t.throwsAsync(send(), { code: 'submission_cooldown' });
  t.like(refused, { details: { values: { at: firstAt + 2 * HOUR_MS, hours: 2 } } });
  // Told before the form is filled in; others are not concerned.
  await t.throwsAsync(operations.demoForm.open(artist), { code: 'submission_cooldown' });
  const form = { artistName: 'KITE', trackTitle: 'Glass Horizon' };
  await t.throwsAsync(
    operations.uploads.start(artist, { requestId: fixture.newRequestId(), form }),
    { code: 'submission_cooldown' },
  );
  await operations.submissions.submit(createActor(guildId, 'Vela'), createDemoInput());
  now = firstAt + 2 * HOUR_MS;
  await send();

  await operations.intakeRules.setRules(admin, {
    ...{ cooldownHours: 0, maxPerPeriod: 2, periodDays: 7 },
  });
  const limited = await t.throwsAsync(send(), { code: 'period_limit' });
  t.like(limited, { details: { values: { at: firstAt + 7 * DAY_MS, max: 2, days: 7 } } });
  now = firstAt + 7 * DAY_MS;
  t.is((await send()).number, 4, 'a refused demo takes no number');
});

test('outside the opening hours: refused with the time of the next ones, but not what was begun in time', async (t) => {
  // A Sunday at noon in Auckland, which is a Saturday evening in London.
  let now = Date.UTC(2026, 4, 30, 23);
  const fixture = await createOperationsFixture(t, { plan: 'pro', now: () => now });
  const { operations, admin, artist, createDemoInput, newRequestId } = fixture;
  const send = () => operations.submissions.submit(artist, createDemoInput());
  const closed = null;
  const night = { from: 22 * 60, to: 2 * 60 };
  await operations.settings.setTimeZone(admin, { timeZone: 'Pacific/Auckland' });
  const hours = { days: [night, closed, closed, closed, closed, closed, closed] };
  await operations.intakeRules.setHours(admin, { ...hours, isLimited: true, answer: 'Mondays!' });
  const opensAt = Date.UTC(2026, 5, 1, 10);
  const refused = await t.throwsAsync(send(), { code: 'outside_hours' });
  t.like(refused, { details: { values: { at: opensAt, answer: 'Mondays!' } } });
  await t.throwsAsync(operations.demoForm.open(artist), { code: 'outside_hours' });
  now = opensAt;
  await send();
  const form = { artistName: 'KITE', trackTitle: 'Glass Horizon' };
  const begun = { requestId: newRequestId(), form };
  await operations.uploads.start(artist, begun);
  // It closes at two; what was opened before can be filled in.
  now = opensAt + 4 * HOUR_MS + 14 * 60_000;
  await t.throwsAsync(operations.demoForm.open(artist), { code: 'outside_hours' });
  await send();
  now += 60_000;
  const late = await t.throwsAsync(send(), { code: 'outside_hours' });
  t.like(late, { details: { values: { at: opensAt + 7 * DAY_MS } } });
  await operations.intakeRules.setHours(admin, { ...hours, isLimited: false });
  await send();
});

test('opening hours need a day, and times of day', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, staff } = fixture;
  const days = new Array(7).fill(null);
  const none = await t.throwsAsync(
    operations.intakeRules.setHours(admin, { isLimited: true, days }),
    { code: 'invalid_input' },
  );
  t.like(none, { details: { fields: [{ field: 'hours', problem: 'hours.none' }] } });
  await t.throwsAsync(
    operations.intakeRules.setHours(admin, {
      ...{ isLimited: true, days: [{ from: 0, to: 1_440 }, ...days.slice(1)] },
    }),
    { code: 'invalid_input' },
  );
  for (const timeZone of ['Mars/Base', '+02:00', '', 'x'.repeat(10_000)])
    await t.throwsAsync(operations.settings.setTimeZone(admin, { timeZone }), {
      code: 'invalid_input',
    });
  const { revisions } = await operations.settings.get(staff);
  t.is(revisions.hours + revisions.time, 0);
});

test('demos that wait: one of those sent at once gets the last place', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, staff, artist, createDemoInput, newRequestId } = fixture;
  await operations.intakeRules.setRules(admin, { maxOpen: 2 });
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, () => operations.submissions.submit(artist, createDemoInput())),
  );
  const errors = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  t.deepEqual(new Set(errors.map(({ code }) => code)), new Set(['open_limit']));
  t.is(errors.length, 4);
  t.deepEqual(errors[0].details.values, { max: 2 });
  await operations.review.decide(staff, {
    ...{ requestId: newRequestId(), number: 1, decision: 'rejected' as const },
  });
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 3);
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 2 });
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 4);
});

test('repeated links are refused when the label wishes it, however they are written', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput, guildId } = fixture;
  const other = createActor(guildId, 'Vela');
  await operations.submissions.submit(
    artist,
    createDemoInput({ trackUrl: 'https://soundcloud.com/kite/glass' }),
  );
  const again = () =>
    createDemoInput({
      trackTitle: `Glass ${fixture.newRequestId()}`,
      trackUrl: 'https://m.soundcloud.com/KITE/glass/?utm_source=clipboard',
    });
  t.true((await operations.submissions.submit(other, again())).isDuplicate);
  await operations.intakeRules.setRules(admin, { duplicates: 'block' });
  await t.throwsAsync(operations.submissions.submit(other, again()), { code: 'duplicate_link' });
  await operations.submissions.submit(other, createDemoInput());
});

test('a required role, and pausing', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, staff, artist, createDemoInput } = fixture;
  const ROLES = ['700000000000000101', '700000000000000102'];
  await operations.intakeRules.setRules(admin, { requiredRoleIds: ROLES });
  const refused = await t.throwsAsync(operations.submissions.submit(artist, createDemoInput()), {
    code: 'role_required',
  });
  t.like(refused, { details: { values: { roleIds: ROLES.join(',') } } });
  const member = { ...artist, roleIds: [ROLES[1] ?? ''] };
  await operations.submissions.submit(member, createDemoInput());

  const { revisions } = await operations.settings.get(staff);
  await operations.intakeRules.setIntake(admin, { isOpen: false, revision: revisions.intake });
  await t.throwsAsync(operations.submissions.submit(member, createDemoInput()), {
    code: 'intake_closed',
  });
  await t.throwsAsync(
    operations.intakeRules.setIntake(admin, { isOpen: true, revision: revisions.intake }),
    { code: 'conflict' },
  );
  await operations.intakeRules.setIntake(admin, { isOpen: true });
});

ava('when the plan no longer has rules they are kept, and refuse nobody', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'starter' });
  const { operations, admin, staff, artist, createDemoInput, tenancy, guildId } = fixture;
  const requiredRoleIds = ['700000000000000101'];
  await operations.intakeRules.setRules(admin, { requiredRoleIds });
  const [grant] = await tenancy.control.listGrants(guildId);
  await tenancy.control.endGrant({
    ...{ id: grant?.id ?? '', operator: 'test', reason: 'test', now: Date.now() },
  });
  while ((await operations.plans.get(admin)) !== 'free')
    await new Promise((resolve) => setImmediate(resolve));
  await t.throwsAsync(operations.intakeRules.setRules(admin, { maxOpen: 1 }), {
    code: 'plan_required',
  });
  await operations.submissions.submit(artist, createDemoInput());
  t.deepEqual((await operations.settings.get(staff)).rules.requiredRoleIds, requiredRoleIds);
});

ava('rules that make no sense are refused, field by field', async (t) => {
  const { operations, admin, staff, guildId } = await createOperationsFixture(t, {
    plan: 'starter',
  });
  const { setRules } = operations.intakeRules;
  const refused = await t.throwsAsync(
    setRules(admin, { cooldownHours: 721, maxOpen: -1, maxPerPeriod: 1.5, periodDays: 0 }),
    { code: 'invalid_input' },
  );
  t.like(refused, {
    details: {
      fields: [
        { field: 'cooldownHours', problem: 'number.large', values: { max: 720 } },
        { field: 'maxOpen', problem: 'number.small', values: { min: 0 } },
        { field: 'maxPerPeriod', problem: 'number.whole' },
        { field: 'periodDays', problem: 'number.small', values: { min: 1 } },
      ],
    },
  });
  t.like(await t.throwsAsync(setRules(admin, { requiredRoleIds: [guildId] })), {
    details: { fields: [{ field: 'requiredRoleIds', problem: 'role.everyone_required' }] },
  });
  await t.throwsAsync(setRules(staff, { maxOpen: 1 }), { code: 'not_found' });
  await setRules(admin, { maxOpen: 1, revision: 0 });
  await t.throwsAsync(setRules(admin, { maxOpen: 2, revision: 0 }), { code: 'conflict' });
});
