import ava from 'ava';
import type { Status } from '../../domain/submissions/status.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
/** Of what differs by engine, or comes from people. */
const testEveryDay = forEachPlacement(ava);

testEveryDay('two people deciding at once: one wins, the other is told who and what', async (t) => {
  const { operations, admin, staff, artist, createDemoInput, newRequestId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const [first, second] = await Promise.allSettled([
    operations.review.decide(admin, { requestId: newRequestId(), number: 1, decision: 'approved' }),
    operations.review.decide(staff, { requestId: newRequestId(), number: 1, decision: 'rejected' }),
  ]);
  t.is([first, second].filter(({ status }) => status === 'fulfilled').length, 1);
  const lost = first.status === 'rejected' ? first : second;
  const winner = first.status === 'fulfilled' ? 'Mara' : 'Jonas';
  if (lost.status !== 'rejected') return t.fail();
  t.like(lost.reason, { code: 'already_decided', details: { values: { by: winner } } });
  t.is((await operations.submissions.get(admin, 1)).decision?.byName, winner);
});

test('a decision is taken back until its DM leaves; then it is too late', async (t) => {
  let now = 1_800_000_000_000;
  const { operations, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t, {
      now: () => now,
    });
  await operations.submissions.submit(artist, createDemoInput());
  const decision = await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 1,
    decision: 'approved',
  });
  t.is(decision.undoUntil, now + 30_000);
  t.is((await operations.submissions.get(staff, 1)).decision?.undoUntil, now + 30_000);

  now += 29_000;
  t.is(await operations.review.undo(staff, { requestId: newRequestId(), number: 1 }), 'in_queue');
  const left = await tenancy.read(guildId, (db) =>
    db.table('outbox').whereIn('kind', ['dm.decision', 'route.post']).select('kind'),
  );
  t.deepEqual(left, []);
  t.is((await operations.submissions.get(staff, 1)).decision, null);

  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 1,
    decision: 'rejected',
  });
  now += 30_000;
  await t.throwsAsync(operations.review.undo(staff, { requestId: newRequestId(), number: 1 }), {
    code: 'undo_expired',
  });
  t.is((await operations.submissions.get(staff, 1)).status, 'rejected');
});

test('an undo comes too late once a worker has the DM', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 1,
    decision: 'approved',
  });
  await tenancy.write(guildId, (db) =>
    db.table('outbox').where('kind', 'dm.decision').update({ state: 'leased', attempts: 1 }),
  );
  await t.throwsAsync(operations.review.undo(staff, { requestId: newRequestId(), number: 1 }), {
    code: 'undo_expired',
  });
});

test('/status to approved is a decision like any other; back to the queue takes it back', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId } =
    await createOperationsFixture(t, { plan: 'pro' });
  await operations.submissions.submit(artist, createDemoInput());
  const set = (status: 'approved' | 'rejected' | 'in_queue' | 'contacted') =>
    operations.review.setStatus(staff, { requestId: newRequestId(), number: 1, status });
  await set('approved');
  t.is((await operations.submissions.get(staff, 1)).decision?.status, 'approved');
  await t.throwsAsync(set('rejected'), { code: 'already_decided' });
  await set('in_queue');
  t.is((await operations.submissions.get(staff, 1)).decision, null);
  await set('rejected');
  await set('contacted');
  const { timeline, status } = await operations.submissions.get(staff, 1);
  t.is(status, 'contacted');
  t.deepEqual(
    timeline.map((entry) => (entry.kind === 'status' ? `${entry.from}→${entry.to}` : entry.kind)),
    [
      'submitted',
      'in_queue→approved',
      'approved→in_queue',
      'in_queue→rejected',
      'rejected→contacted',
    ],
  );
});

test('a shortlisted demo goes back to where it was; a decided one is not shortlisted', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t, { plan: 'pro' });
  for (let sent = 0; sent < 3; sent++)
    await operations.submissions.submit(artist, createDemoInput());
  const { setStatus, toggleShortlisted, listShortlist } = operations.review;
  const toggle = (number: number) =>
    toggleShortlisted(staff, { requestId: newRequestId(), number });
  await setStatus(staff, { requestId: newRequestId(), number: 2, status: 'needs_review' });
  t.is(await toggle(2), 'shortlisted');
  t.is(await toggle(3), 'shortlisted');
  const page = await listShortlist(staff, { limit: 1 });
  t.like(page, { count: 2, nextAfter: 2 });
  t.deepEqual(
    (await listShortlist(staff, { after: 2, limit: 1 })).items.map(({ number }) => number),
    [3],
  );
  t.is(await toggle(2), 'needs_review');
  t.is(await toggle(3), 'in_queue');
  t.is((await listShortlist(staff, { limit: 1 })).count, 0);

  const requestId = newRequestId();
  for (let sent = 0; sent < 2; sent++)
    t.is(await toggleShortlisted(staff, { requestId, number: 2 }), 'shortlisted', 'counts once');
  await tenancy.write(guildId, async (db) => {
    await db.table('events').where('kind', 'submission.status').update({ data: '[null' });
  });
  t.is(await toggle(2), 'needs_review', 'its history is unreadable');

  await operations.review.decide(staff, {
    ...{ requestId: newRequestId(), number: 3, decision: 'approved' },
  });
  await t.throwsAsync(toggle(3), { code: 'already_decided' });
  await t.throwsAsync(toggle(99), { code: 'not_found' });
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 1 });
  await t.throwsAsync(toggle(1), { code: 'not_allowed_now' });
});

ava('a demo keeps a status that the plan has no more, and can leave it', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t, { plan: 'starter' });
  await operations.submissions.submit(artist, createDemoInput());
  const set = (status: Status) =>
    operations.review.setStatus(staff, { requestId: newRequestId(), number: 1, status });
  const refused = { code: 'plan_required', details: { values: { plan: 'pro' } } };
  for (const status of ['shortlisted', 'processed', 'contacted', 'signed'] as const)
    t.like(await t.throwsAsync(set(status)), refused, status);
  t.like(
    await t.throwsAsync(
      operations.review.toggleShortlisted(staff, { requestId: newRequestId(), number: 1 }),
    ),
    refused,
  );
  t.like(await t.throwsAsync(operations.review.listShortlist(staff, { limit: 1 })), refused);
  t.is((await operations.submissions.get(staff, 1)).timeline.length, 1, 'nothing happened');
  for (const status of ['needs_review', 'in_queue'] as const) t.is(await set(status), status);
  // As after a downgrade.
  await tenancy.write(guildId, async (db) => {
    await db.table('submissions').update({ status: 'signed' });
  });
  t.is(await set('signed'), 'signed', 'it has it');
  t.is(await set('needs_review'), 'needs_review');
});

test('somebody who is not staff gets the same answer as for what does not exist', async (t) => {
  const { operations, artist, staff, guildId, createDemoInput, newRequestId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const nobody = createActor(guildId, 'Nobody');
  const calls: [string, () => Promise<unknown>][] = [
    ['list', () => operations.submissions.list(nobody, {})],
    ['counts', () => operations.submissions.countByStatus(nobody)],
    ['get', () => operations.submissions.get(nobody, 1)],
    [
      'decide',
      () =>
        operations.review.decide(nobody, {
          requestId: newRequestId(),
          number: 1,
          decision: 'approved',
        }),
    ],
    ['undo', () => operations.review.undo(nobody, { requestId: newRequestId(), number: 1 })],
    [
      'setStatus',
      () =>
        operations.review.setStatus(nobody, {
          requestId: newRequestId(),
          number: 1,
          status: 'signed',
        }),
    ],
    [
      'toArtist',
      () =>
        operations.messages.sendToArtist(nobody, {
          requestId: newRequestId(),
          number: 1,
          body: 'hi',
        }),
    ],
    ['settings', () => operations.settings.get(nobody)],
    ['start', () => operations.settings.setUp(nobody, { labelName: 'x' })],
    ['rename', () => operations.settings.renameLabel(nobody, { labelName: 'x' })],
    [
      'setStaffChannel',
      () => operations.settings.setStaffChannel(nobody, { channelId: '700000000000000009' }),
    ],
    ['overview', () => operations.overview.get(nobody)],
    ['storage', () => operations.storage.getSummary(nobody)],
    ['get of a number that does not exist', () => operations.submissions.get(staff, 999)],
  ];
  for (const [name, call] of calls) await t.throwsAsync(call, { code: 'not_found' }, name);
});

testEveryDay('the inbox pages by key, newest first, and filters', async (t) => {
  const { operations, artist, staff, createDemoInput, newRequestId } =
    await createOperationsFixture(t);
  for (let index = 0; index < 7; index++)
    await operations.submissions.submit(
      artist,
      createDemoInput({ genre: index % 2 ? 'House' : 'Techno' }),
    );
  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 3,
    decision: 'approved',
  });
  const numbers = async (query: Parameters<typeof operations.submissions.list>[1]) => {
    const page = await operations.submissions.list(staff, query);
    return [page.items.map(({ number }) => number), page.nextBefore];
  };
  t.deepEqual(await numbers({ limit: 3 }), [[7, 6, 5], 5]);
  t.deepEqual(await numbers({ limit: 3, before: 5 }), [[4, 3, 2], 2]);
  t.deepEqual(await numbers({ limit: 3, before: 2 }), [[1], null]);
  t.deepEqual(await numbers({ statuses: ['approved'] }), [[3], null]);
  t.deepEqual(await numbers({ genre: 'House' }), [[6, 4, 2], null]);
  t.deepEqual(await numbers({ platform: 'spotify' }), [[], null]);
});

testEveryDay('an overview adds up', async (t) => {
  let now = Date.UTC(2026, 10, 20, 12);
  const { operations, artist, staff, createDemoInput, newRequestId } =
    await createOperationsFixture(t, {
      now: () => now,
      plan: 'pro',
    });
  await operations.submissions.submit(artist, createDemoInput());
  await operations.submissions.submit(artist, createDemoInput());
  now += 6 * 86_400_000;
  await operations.submissions.submit(artist, createDemoInput());
  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 1,
    decision: 'approved',
  });
  const view = await operations.overview.get(staff);
  t.like(view, {
    labelName: 'Nightfall',
    plan: 'pro',
    waitingOverFiveDays: 1,
    oldestOpenAgeMs: 6 * 86_400_000,
    medianDecisionMs: 6 * 86_400_000,
    delivery: { dead: 0 },
  });
  t.deepEqual(view.week.at(0), { day: '2026-11-20', submitted: 2, decided: 0 });
  t.deepEqual(view.week.at(-1), { day: '2026-11-26', submitted: 1, decided: 1 });
  t.is(view.counts.in_queue, 2);
});

for (const plan of ['free', 'starter'])
  ava(`an artist's message, on the ${plan} plan`, async (t) => {
    const { operations, artist, createDemoInput, guildId, newRequestId } =
      await createOperationsFixture(t, { plan });
    await operations.submissions.submit(artist, createDemoInput());
    const send = (userId: string) =>
      operations.messages.receiveFromArtist(
        { guildId, userId, name: 'KITE' },
        {
          requestId: newRequestId(),
          number: 1,
          body: 'hello',
          attachments: [],
        },
      );
    if (plan === 'free') return t.throwsAsync(send(artist.userId), { code: 'plan_required' });
    await t.notThrowsAsync(send(artist.userId));
    return t.throwsAsync(send('600000000000000000'), { code: 'not_found' });
  });
