import test, { type ExecutionContext } from 'ava';
import { type ActsWorld, actorOf, actsWorld } from '../helpers/acts.ts';
import { connectOwn, driveMove, type OwnEngine, reachedOwn } from '../helpers/own-place.ts';

const ENGINES: readonly OwnEngine[] = ['postgres', 'mariadb'];

test('a setup link is one admin’s, once, for fifteen minutes', async (t) => {
  let now = Date.now();
  const { acts, admin, guildId } = await actsWorld(t, { plan: 'pro', now: () => now });
  const other = actorOf(guildId, 'Omar', { isAdmin: true });
  const expired = { code: 'setup_expired' };
  await t.throwsAsync(acts.storage.setup(admin), expired);

  const { token } = await acts.storage.offerSetup(admin);
  await acts.storage.checkLink(admin, { token });
  await t.throwsAsync(acts.storage.checkLink(other, { token }), expired);
  await t.throwsAsync(acts.storage.openSetup(other, { token }), expired);
  await acts.storage.openSetup(admin, { token });
  await t.throwsAsync(acts.storage.openSetup(admin, { token }), expired, 'it is spent');
  t.like(await acts.storage.setup(admin), { candidate: null, addresses: ['203.0.113.7'] });
  await t.throwsAsync(acts.storage.setup(other), expired, 'the session is the admin’s alone');

  const late = await acts.storage.offerSetup(admin);
  now += 15 * 60_000 + 1;
  await t.throwsAsync(acts.storage.openSetup(admin, late), expired);
  await t.throwsAsync(acts.storage.setup(admin), expired, 'the session has ended too');
});

test('nobody but an admin sees or changes where the data is; a plan without own databases says so', async (t) => {
  const { acts, admin, staff } = await actsWorld(t, { plan: 'starter' });
  const nothing = { code: 'not_found' };
  await t.throwsAsync(acts.storage.view(staff), nothing);
  await t.throwsAsync(acts.storage.offerSetup(staff), nothing);
  await t.throwsAsync(acts.storage.test(staff, { url: 'postgres://u:p@db.test/d' }), nothing);
  await t.throwsAsync(acts.storage.setParking(staff, { parks: false }), nothing);
  await t.throwsAsync(
    acts.storage.moveTo(staff, { requestId: 'request-1', region: 'eu-uk' }),
    nothing,
  );
  await t.throwsAsync(acts.storage.offerSetup(admin), { code: 'plan_required' });
  const view = await acts.storage.view(admin);
  t.like(view, { placement: { kind: 'managed' }, canUseOwn: false, canChangeRegion: false });
});

for (const engine of ENGINES) {
  test(`what is wrong is told by a code, and a candidate is kept only when all is well · ${engine}`, async (t) => {
    const { acts, admin } = await actsWorld(t, { plan: 'pro' });
    const own = await reachedOwn(t, engine);
    await acts.storage.openSetup(admin, {});
    const tried = (change: object) => acts.storage.test(admin, { ...own.input, ...change });
    t.like(await tried({ password: 'not-the-password' }), { passed: false, code: 'AUTH' });
    t.like(await tried({ database: 'no_such_database' }), { passed: false });
    t.like(await tried({ ca: '' }), { passed: false, code: 'TLS' });
    t.like(await tried({ ca: 'no certificate' }), { code: 'TLS', field: 'ca' });
    t.like(await tried({ host: '10.0.0.1' }), { code: 'ADDRESS' });
    own.way.cut();
    t.like(await tried({}), { passed: false });
    own.way.mend();
    t.is((await acts.storage.setup(admin)).candidate, null);
    // As large as that of AWS RDS, and commented like it.
    const bundle = Array.from({ length: 120 }, () => `# ${'x'.repeat(900)}\n${own.input.ca}`);
    const { passed, steps, server } = await tried({ ca: bundle.join('\n') });
    t.true(passed);
    t.deepEqual(
      steps.map(({ step }) => step),
      ['address', 'tls', 'login', 'version', 'privileges', 'write'],
    );
    const { candidate } = await acts.storage.setup(admin);
    t.like(candidate, { effect: 'move', server });
  });

  test(`a label moves into its database and back, and nothing of it stays behind · ${engine}`, async (t) => {
    const world = await actsWorld(t, { plan: 'pro' });
    const { acts, tenancy, admin, staff, artist, demo, guildId } = world;
    await acts.submissions.submit(artist, demo());
    await connectOwn(t, world, engine);
    t.is((await acts.submissions.submit(artist, demo())).number, 2);
    t.is((await acts.submissions.list(staff, {})).items.length, 2);
    const view = await acts.storage.view(admin);
    t.like(view, { placement: { kind: 'own' }, own: { outage: null, secretVersion: 1 } });
    t.is((await tenancy.placement(guildId)).kind, 'own');

    await t.throwsAsync(acts.storage.moveTo(admin, { requestId: 'request-1', region: 'nowhere' }), {
      code: 'not_found',
    });
    await acts.storage.moveTo(admin, { requestId: 'request-2', region: 'eu-uk' });
    await driveMove(tenancy, guildId);
    t.like(await acts.storage.view(admin), { placement: { kind: 'managed' }, own: null });
    t.is((await acts.submissions.submit(artist, demo())).number, 3);
    const { items } = await acts.submissions.list(staff, {});
    t.deepEqual(
      items.map(({ number }) => number),
      [3, 2, 1],
    );
  });
}

test('new credentials are taken while the old ones no longer work, and nothing moves', async (t) => {
  const world = await actsWorld(t, { plan: 'pro' });
  const { acts, admin, artist, demo, tenancy, guildId } = world;
  const own = await connectOwn(t, world, 'postgres');
  await acts.submissions.submit(artist, demo());
  await own.admin(`ALTER ROLE ${own.database.user} PASSWORD 'new-password'`);
  await acts.storage.openSetup(admin, {});
  const input = { ...own.input, password: 'new-password' };
  t.true((await acts.storage.test(admin, input)).passed);
  t.like((await acts.storage.setup(admin)).candidate, { effect: 'rotate', estimate: null });
  t.deepEqual(await acts.storage.connect(admin, { requestId: 'request-3' }), { effect: 'rotate' });
  t.is((await tenancy.placement(guildId)).secret?.version, 2);
  t.is((await acts.submissions.submit(artist, demo())).number, 2);
});

for (const engine of ENGINES)
  test(`while the database is away demos are parked, and come in their order when it is back · ${engine}`, async (t) => {
    const world = await actsWorld(t, { plan: 'pro' });
    const { acts, admin, staff, artist, demo } = world;
    const own = await connectOwn(t, world, engine);
    own.way.cut();
    const titles = ['Glass Horizon', 'Paper Lanterns', 'Low Tide'];
    const sent = [];
    for (const trackTitle of titles) {
      const input = demo({ trackTitle });
      sent.push(input);
      t.true('parkedAt' in (await acts.submissions.send(artist, input)));
    }
    t.true('parkedAt' in (await acts.submissions.send(artist, sent[0]!)), 'the same one again');
    await t.throwsAsync(acts.submissions.list(staff, {}), { code: 'storage_unavailable' });
    t.like(await acts.storage.view(admin), { parked: 3 });
    const waiting = await acts.submissions.parked(admin);
    t.deepEqual(
      waiting.map(({ trackTitle }) => trackTitle),
      titles,
    );
    await t.throwsAsync(acts.submissions.parked(staff), { code: 'not_found' });

    own.way.mend();
    await untilBack(world);
    await deliver(t, world, [1, 2, 3]);
    await deliver(t, world, []);
    const { items } = await acts.submissions.list(staff, {});
    t.deepEqual(items.map(({ trackTitle }) => trackTitle).reverse(), titles);
  });

test('without parking, and when the label takes no demos, the artist is told so', async (t) => {
  const world = await actsWorld(t, { plan: 'pro' });
  const { acts, admin, artist, demo, tenancy, guildId } = world;
  const own = await connectOwn(t, world, 'postgres');
  own.way.cut();
  await acts.storage.setParking(admin, { parks: false });
  await t.throwsAsync(acts.submissions.send(artist, demo()), { code: 'storage_unavailable' });
  await acts.storage.setParking(admin, { parks: true });
  const document = JSON.stringify({ staffChannelId: '1', intakeOpen: false });
  await tenancy.parking.saveSnapshot(guildId, { document, revision: 9 });
  await t.throwsAsync(acts.submissions.send(artist, demo()), { code: 'intake_closed' });
  await t.throwsAsync(acts.submissions.send(artist, demo({ trackTitle: '' })), {
    code: 'invalid_input',
  });
  t.like(await acts.storage.view(admin), { parked: 0 });
});

test('a plan that ended: the label may stay for thirty days, then takes no demos, and can always leave', async (t) => {
  let now = Date.now();
  const world = await actsWorld(t, { plan: 'pro', now: () => now });
  const { acts, admin, artist, demo, tenancy, guildId } = world;
  await connectOwn(t, world, 'postgres');
  t.is((await acts.storage.view(admin)).leaveBy, null);
  const [grant] = await tenancy.control.listGrants(guildId);
  const ended = { id: grant!.id, operator: 'test', reason: 'test', now };
  await tenancy.control.endGrant(ended);
  const leaveBy = now + 30 * 86_400_000;
  now += 1_000;
  await eventually(async () => (await acts.storage.view(admin)).leaveBy === leaveBy);
  await acts.submissions.submit(artist, demo());
  await t.throwsAsync(acts.storage.offerSetup(admin), { code: 'plan_required' });
  now = leaveBy + 1;
  await t.throwsAsync(acts.submissions.submit(artist, demo()), { code: 'intake_closed' });
  t.is((await acts.submissions.mine(artist)).length, 1, 'reading goes on');
  await acts.storage.moveTo(admin, { requestId: 'request-5', region: 'eu-uk' });
  await driveMove(tenancy, guildId);
  t.is((await acts.submissions.submit(artist, demo())).number, 2);
});

/** Placements are dropped by a notification that comes when it comes. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** The breaker lets one try through after a while; a retest by an admin is not held up by it. */
async function untilBack({ acts, admin }: ActsWorld): Promise<void> {
  const outcome = await acts.storage.retest(admin);
  if (!outcome.passed) throw new Error(`still away: ${JSON.stringify(outcome)}`);
}

/** As the worker does: in their order, the numbers counting on. */
async function deliver(t: ExecutionContext, world: ActsWorld, numbers: number[]): Promise<void> {
  const { tenancy, acts, guildId } = world;
  const lot = { guildId, region: 'eu-uk' };
  const given: number[] = [];
  for (const parked of await tenancy.parking.oldest(lot, 10)) {
    given.push((await acts.submissions.deliverParked(guildId, parked)).number);
    await tenancy.parking.remove(lot, parked.id);
  }
  t.deepEqual(given, numbers);
}
