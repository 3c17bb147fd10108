import test, { type ExecutionContext } from 'ava';
import { DEFAULT_PARTS } from '../../domain/demo-form/form-part.ts';
import { createSelfSigned, getFingerprint } from '../helpers/certificates.ts';
import { createCustomerPostgres } from '../helpers/customer-databases.ts';
import {
  connectCustomerDatabase,
  createProxiedCustomerDatabase,
  runMove,
  toConnectionInput,
} from '../helpers/customer-placement.ts';
import {
  createActor,
  createOperationsFixture,
  type OperationsFixture,
} from '../helpers/operations-fixture.ts';
import { COSTLY_ENGINES } from '../helpers/test-matrix.ts';
import { startTlsProxy } from '../helpers/tls-proxy.ts';

test('a setup link is one admin’s, once, for fifteen minutes', async (t) => {
  let now = Date.now();
  const { operations, admin, guildId } = await createOperationsFixture(t, {
    plan: 'pro',
    now: () => now,
  });
  const other = createActor(guildId, 'Omar', { isAdmin: true });
  const expired = { code: 'setup_expired' };
  await t.throwsAsync(operations.storage.getSetup(admin), expired);

  const { token } = await operations.storage.createSetupLink(admin);
  await operations.storage.checkSetupLink(admin, { token });
  await t.throwsAsync(operations.storage.checkSetupLink(other, { token }), expired);
  await t.throwsAsync(operations.storage.startSetup(other, { token }), expired);
  await operations.storage.startSetup(admin, { token });
  await t.throwsAsync(operations.storage.startSetup(admin, { token }), expired, 'it is spent');
  t.like(await operations.storage.getSetup(admin), { candidate: null, addresses: ['203.0.113.7'] });
  await t.throwsAsync(
    operations.storage.getSetup(other),
    expired,
    'the session is the admin’s alone',
  );

  const late = await operations.storage.createSetupLink(admin);
  now += 15 * 60_000 + 1;
  await t.throwsAsync(operations.storage.startSetup(admin, late), expired);
  await t.throwsAsync(operations.storage.getSetup(admin), expired, 'the session has ended too');
});

test('nobody but an admin sees or changes where the data is; a plan without own databases says so', async (t) => {
  const { operations, admin, staff } = await createOperationsFixture(t, { plan: 'starter' });
  const nothing = { code: 'not_found' };
  await t.throwsAsync(operations.storage.get(staff), nothing);
  await t.throwsAsync(operations.storage.createSetupLink(staff), nothing);
  await t.throwsAsync(
    operations.storage.testConnection(staff, { url: 'postgres://u:p@db.test/d' }),
    nothing,
  );
  await t.throwsAsync(operations.storage.setDeferring(staff, { isEnabled: false }), nothing);
  await t.throwsAsync(
    operations.storage.startMove(staff, { requestId: 'request-1', region: 'eu-uk' }),
    nothing,
  );
  await t.throwsAsync(operations.storage.createSetupLink(admin), { code: 'plan_required' });
  const view = await operations.storage.get(admin);
  t.like(view, {
    placement: { kind: 'managed' },
    canUseCustomerDatabase: false,
    canChangeRegion: false,
  });
});

for (const engine of COSTLY_ENGINES) {
  test(`what is wrong is told by a code, and a candidate is kept only when all is well · ${engine}`, async (t) => {
    const { operations, admin } = await createOperationsFixture(t, { plan: 'pro' });
    const customerDatabase = await createProxiedCustomerDatabase(t, engine);
    await operations.storage.startSetup(admin, {});
    const testWith = (change: object) =>
      operations.storage.testConnection(admin, { ...customerDatabase.input, ...change });
    t.like(await testWith({ password: 'not-the-password' }), { passed: false, code: 'AUTH' });
    t.like(await testWith({ database: 'no_such_database' }), { passed: false });
    t.like(await testWith({ ca: '' }), { passed: false, code: 'CERTIFICATE_UNTRUSTED' });
    t.like(await testWith({ ca: 'no certificate' }), { code: 'CA', field: 'ca' });
    t.like(await testWith({ host: '10.0.0.1' }), { code: 'ADDRESS' });
    customerDatabase.proxy.disconnect();
    t.like(await testWith({}), { passed: false });
    customerDatabase.proxy.restore();
    t.is((await operations.storage.getSetup(admin)).candidate, null);
    // As large as that of AWS RDS, and commented like it.
    const bundle = Array.from(
      { length: 120 },
      () => `# ${'x'.repeat(900)}\n${customerDatabase.input.ca}`,
    );
    const { passed, steps, server } = await testWith({ ca: bundle.join('\n') });
    t.true(passed);
    t.deepEqual(
      steps.map(({ step }) => step),
      ['address', 'tls', 'login', 'version', 'privileges', 'write'],
    );
    const { candidate } = await operations.storage.getSetup(admin);
    t.like(candidate, { effect: 'move', server });
  });

  test(`a label moves into its database and back, and nothing of it stays behind · ${engine}`, async (t) => {
    const fixture = await createOperationsFixture(t, { plan: 'pro' });
    const { operations, tenancy, admin, staff, artist, createDemoInput, guildId } = fixture;
    await operations.submissions.submit(artist, createDemoInput());
    await connectCustomerDatabase(t, fixture, engine);
    t.is((await operations.submissions.submit(artist, createDemoInput())).number, 2);
    t.is((await operations.submissions.list(staff, {})).items.length, 2);
    const view = await operations.storage.get(admin);
    t.like(view, {
      placement: { kind: 'own' },
      customerDatabase: { outage: null, secretVersion: 1 },
    });
    t.is((await tenancy.getPlacement(guildId)).kind, 'own');

    await t.throwsAsync(
      operations.storage.startMove(admin, { requestId: 'request-1', region: 'nowhere' }),
      {
        code: 'not_found',
      },
    );
    await operations.storage.startMove(admin, { requestId: 'request-2', region: 'eu-uk' });
    await runMove(tenancy, guildId);
    t.like(await operations.storage.get(admin), {
      placement: { kind: 'managed' },
      customerDatabase: null,
    });
    t.is((await operations.submissions.submit(artist, createDemoInput())).number, 3);
    const { items } = await operations.submissions.list(staff, {});
    t.deepEqual(
      items.map(({ number }) => number),
      [3, 2, 1],
    );
  });
}

test('new credentials are taken while the old ones no longer work, and nothing moves', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput, tenancy, guildId } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'postgres');
  await operations.submissions.submit(artist, createDemoInput());
  await customerDatabase.runAsAdmin(
    `ALTER ROLE ${customerDatabase.database.user} PASSWORD 'new-password'`,
  );
  await operations.storage.startSetup(admin, {});
  const input = { ...customerDatabase.input, password: 'new-password' };
  t.true((await operations.storage.testConnection(admin, input)).passed);
  t.like((await operations.storage.getSetup(admin)).candidate, {
    effect: 'rotate',
    estimate: null,
  });
  t.deepEqual(await operations.storage.connect(admin, { requestId: 'request-3' }), {
    effect: 'rotate',
  });
  t.is((await tenancy.getPlacement(guildId)).secret?.version, 2);
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 2);
});

test('a certificate without a name is accepted by its fingerprint, and no other one after it', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput, newRequestId, tenancy, guildId } = fixture;
  const [first, second] = [await createSelfSigned(), await createSelfSigned()];
  const { database } = await createCustomerPostgres(t);
  const proxy = await startTlsProxy(t, database.port, first);
  const input = toConnectionInput({ ...database, port: proxy.port, ca: null });
  const [firstPin, secondPin] = [first, second].map(({ cert }) => getFingerprint(cert));
  const testWith = (pinnedFingerprint?: string) =>
    operations.storage.testConnection(admin, {
      ...input,
      ...(pinnedFingerprint ? { pinnedFingerprint } : {}),
    });
  const readPins = async () =>
    (
      await tenancy.read(guildId, async (db) =>
        db
          .table('events')
          .whereIn('kind', ['storage.connect', 'storage.rotate'])
          .orderBy('id')
          .select('data'),
      )
    ).map(({ data }) => JSON.parse(data).pinnedFingerprint);

  await operations.storage.startSetup(admin, {});
  const offered = { fingerprint: firstPin, canBePinned: true };
  t.like(await testWith(), { code: 'CERTIFICATE_NAME', certificate: offered });
  t.like(await testWith(secondPin), { code: 'CERTIFICATE_CHANGED', certificate: offered });
  await t.throwsAsync(testWith('AB:CD'), { code: 'invalid_input' });
  t.is((await operations.storage.getSetup(admin)).candidate, null);
  t.like(await testWith(firstPin), { passed: true, certificate: null });
  t.like(await operations.storage.getSetup(admin), {
    pinnedFingerprint: null,
    candidate: { effect: 'move', pinnedFingerprint: firstPin },
  });
  await operations.storage.connect(admin, { requestId: newRequestId() });
  await runMove(tenancy, guildId);
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
  t.deepEqual(await readPins(), [firstPin]);

  proxy.replaceCertificate(second);
  t.like(await operations.storage.retestConnection(admin), {
    code: 'CERTIFICATE_CHANGED',
    certificate: { fingerprint: secondPin, canBePinned: true },
  });
  await waitUntil(
    async () =>
      (await operations.storage.get(admin)).customerDatabase?.outage?.code ===
      'CERTIFICATE_CHANGED',
  );

  await operations.storage.startSetup(admin, {});
  t.like(await operations.storage.getSetup(admin), { pinnedFingerprint: firstPin });
  t.like(await testWith(firstPin), { code: 'CERTIFICATE_CHANGED' });
  t.like(await testWith(), { code: 'CERTIFICATE_NAME' }, 'verified, when nothing is pinned');
  t.true((await testWith(secondPin)).passed);
  const { effect } = await operations.storage.connect(admin, { requestId: newRequestId() });
  t.is(effect, 'rotate');
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 2);
  t.deepEqual(await readPins(), [firstPin, secondPin]);
  t.is(await tenancy.storage.getPinnedFingerprint(guildId, null), secondPin ?? '');
});

for (const engine of COSTLY_ENGINES)
  test(`a deferred demo of a pasted Discord file gets that file, and an expired one is refused · ${engine}`, async (t) => {
    const fixture = await createOperationsFixture(t, { plan: 'pro' });
    const { operations, admin, staff, artist, createDemoInput, tenancy, guildId } = fixture;
    const customerDatabase = await connectCustomerDatabase(t, fixture, engine);
    customerDatabase.proxy.disconnect();
    const toLink = (expiresAt: number) => {
      const ex = Math.floor(expiresAt / 1_000).toString(16);
      const path = 'attachments/118000000000000010/118000000000000011/glass.wav';
      return `https://cdn.discordapp.com/${path}?ex=${ex}&is=6a000000&hm=${'ab'.repeat(32)}`;
    };
    const files = [{ name: 'more.wav', url: 'https://cdn.discordapp.com/x.wav', sizeBytes: 9 }];
    const trackUrl = toLink(Date.now() + 600_000);
    const send = (fields: object) =>
      operations.submissions.submitOrDefer(artist, createDemoInput(fields));
    t.true('deferredAt' in (await send({ trackUrl })));
    t.true('deferredAt' in (await send({ trackUrl, files })));
    const error = await t.throwsAsync(send({ trackUrl: toLink(Date.now() - 1_000) }));
    t.like(error, { details: { fields: [{ problem: 'link.file_expired' }] } });
    // The version before reads lists only, and so leaves these to a newer one.
    const queue = { guildId, region: 'eu-uk' };
    for (const { content } of await tenancy.deferredSubmissions.listOldest(queue, 10))
      t.like(content, { input: { withFiles: { trackUrl, files: null } } });
    t.is((await operations.submissions.listDeferred(admin)).length, 2);

    customerDatabase.proxy.restore();
    await waitUntilReachable(fixture);
    await submitAllDeferred(t, fixture, [1, 2]);
    const readNames = async (number: number) =>
      (await operations.submissions.get(staff, number)).files.map(({ name }) => name);
    t.deepEqual(await readNames(1), ['glass.wav']);
    t.deepEqual(await readNames(2), ['more.wav', 'glass.wav']);
  });

for (const engine of COSTLY_ENGINES)
  test(`while the database is away demos are parked, and come in their order when it is back · ${engine}`, async (t) => {
    const fixture = await createOperationsFixture(t, { plan: 'pro' });
    const { operations, admin, staff, artist, createDemoInput } = fixture;
    const customerDatabase = await connectCustomerDatabase(t, fixture, engine);
    const question = { id: 'rights', label: 'Who owns it?', hint: null };
    const parts = [
      { ...question, kind: 'short' as const, isRequired: true, options: [], showIf: null },
      ...DEFAULT_PARTS,
    ];
    await operations.demoForm.set(admin, { parts });
    customerDatabase.proxy.disconnect();
    // The copy of the settings has the form.
    t.deepEqual(await operations.demoForm.get(artist), parts);
    const answers = [{ partId: 'rights', question: 'Who owns it?', values: ['Me'] }];
    const titles = ['Glass Horizon', 'Paper Lanterns', 'Low Tide'];
    const sent = [];
    for (const trackTitle of titles) {
      const input = createDemoInput({ trackTitle, message: 'Hello', answers });
      sent.push(input);
      t.true('deferredAt' in (await operations.submissions.submitOrDefer(artist, input)));
    }
    t.true(
      'deferredAt' in (await operations.submissions.submitOrDefer(artist, sent[0]!)),
      'the same one again',
    );
    await t.throwsAsync(operations.submissions.list(staff, {}), { code: 'storage_unavailable' });
    t.like(await operations.storage.get(admin), { deferredCount: 3 });
    const { tenancy, guildId } = fixture;
    const [first] = await tenancy.deferredSubmissions.listOldest({ guildId, region: 'eu-uk' }, 1);
    t.like(first?.content, { input: { message: 'Hello\nWho owns it?: Me' } });
    const waiting = await operations.submissions.listDeferred(admin);
    t.deepEqual(
      waiting.map(({ trackTitle }) => trackTitle),
      titles,
    );
    t.deepEqual(await operations.submissions.listDeferred(staff), waiting);
    await t.throwsAsync(operations.submissions.listDeferred(artist), { code: 'not_found' });
    t.like(await operations.storage.getSummary(staff), { kind: 'own', isHealthy: false });
    t.like(await operations.storage.getSummary(admin), { kind: 'own', isHealthy: false });
    t.true(await operations.access.isStaff(staff));
    t.false(await operations.access.isStaff(artist));

    customerDatabase.proxy.restore();
    await waitUntilReachable(fixture);
    await submitAllDeferred(t, fixture, [1, 2, 3]);
    await submitAllDeferred(t, fixture, []);
    const { items } = await operations.submissions.list(staff, {});
    t.deepEqual(items.map(({ trackTitle }) => trackTitle).reverse(), titles);
    t.like(await operations.submissions.get(staff, 1), {
      ...{ message: 'Hello', answers: [{ question: 'Who owns it?', answer: 'Me' }] },
    });
  });

test('a label leaves a database that is away: the move waits for it, and ends when it is back', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput, tenancy, guildId } = fixture;
  const { proxy } = await connectCustomerDatabase(t, fixture, 'postgres');
  await operations.submissions.submit(artist, createDemoInput());
  await proxy.stop();
  await t.throwsAsync(operations.storage.estimateMove(admin, { region: 'eu-uk' }), {
    code: 'storage_unavailable',
  });
  await operations.storage.startMove(admin, { requestId: 'request-9', region: 'eu-uk' });
  const finished = runMove(tenancy, guildId);
  await waitUntil(async () => (await tenancy.moves.latest(guildId))?.problem === 'SOURCE_AWAY');
  t.like(await tenancy.moves.latest(guildId), { state: 'running', step: 'prepare' });
  await proxy.start();
  await finished;
  t.like(await operations.storage.get(admin), { placement: { kind: 'managed' }, isHealthy: true });
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 2);
});

test('without parking, and when the label takes no demos, the artist is told so', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, admin, artist, createDemoInput, tenancy, guildId } = fixture;
  const customerDatabase = await connectCustomerDatabase(t, fixture, 'postgres');
  customerDatabase.proxy.disconnect();
  await operations.storage.setDeferring(admin, { isEnabled: false });
  await t.throwsAsync(operations.submissions.submitOrDefer(artist, createDemoInput()), {
    code: 'storage_unavailable',
  });
  await operations.storage.setDeferring(admin, { isEnabled: true });
  const document = JSON.stringify({ staffChannelId: '1', intakeOpen: false });
  await tenancy.deferredSubmissions.saveSettingsSnapshot(guildId, { document, revision: 9 });
  await t.throwsAsync(operations.submissions.submitOrDefer(artist, createDemoInput()), {
    code: 'intake_closed',
  });
  await t.throwsAsync(
    operations.submissions.submitOrDefer(artist, createDemoInput({ trackTitle: '' })),
    {
      code: 'invalid_input',
    },
  );
  t.like(await operations.storage.get(admin), { deferredCount: 0 });
});

test('a plan that ended: the label may stay for thirty days, then takes no demos, and can always leave', async (t) => {
  let now = Date.now();
  const fixture = await createOperationsFixture(t, { plan: 'pro', now: () => now });
  const { operations, admin, artist, createDemoInput, tenancy, guildId } = fixture;
  await connectCustomerDatabase(t, fixture, 'postgres');
  t.is((await operations.storage.get(admin)).graceEndsAt, null);
  const [grant] = await tenancy.control.listGrants(guildId);
  const ended = { id: grant!.id, operator: 'test', reason: 'test', now };
  await tenancy.control.endGrant(ended);
  const graceEndsAt = now + 30 * 86_400_000;
  now += 1_000;
  await waitUntil(async () => (await operations.storage.get(admin)).graceEndsAt === graceEndsAt);
  await operations.submissions.submit(artist, createDemoInput());
  await t.throwsAsync(operations.storage.createSetupLink(admin), { code: 'plan_required' });
  now = graceEndsAt + 1;
  await t.throwsAsync(operations.submissions.submit(artist, createDemoInput()), {
    code: 'intake_closed',
  });
  t.is((await operations.submissions.listMine(artist)).length, 1, 'reading goes on');
  await operations.storage.startMove(admin, { requestId: 'request-5', region: 'eu-uk' });
  await runMove(tenancy, guildId);
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 2);
});

/** Placements are dropped by a notification that comes when it comes. */
async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** The breaker lets one try through after a while; a retest by an admin is not held up by it. */
async function waitUntilReachable({ operations, admin }: OperationsFixture): Promise<void> {
  const outcome = await operations.storage.retestConnection(admin);
  if (!outcome.passed) throw new Error(`still away: ${JSON.stringify(outcome)}`);
}

/** As the worker does: in their order, the numbers counting on. */
async function submitAllDeferred(
  t: ExecutionContext,
  fixture: OperationsFixture,
  numbers: number[],
): Promise<void> {
  const { tenancy, systemOperations, guildId } = fixture;
  const queue = { guildId, region: 'eu-uk' };
  const receivedNumbers: number[] = [];
  for (const deferred of await tenancy.deferredSubmissions.listOldest(queue, 10)) {
    receivedNumbers.push(
      (await systemOperations.submissions.submitDeferred({ guildId }, deferred)).number,
    );
    await tenancy.deferredSubmissions.remove(queue, deferred.id);
  }
  t.deepEqual(receivedNumbers, numbers);
}
