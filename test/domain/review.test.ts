import ava from 'ava';
import { actorOf, actsWorld } from '../helpers/acts.ts';
import { onEveryPlace } from '../helpers/every-place.ts';

const test = onEveryPlace(ava);

test('two people deciding at once: one wins, the other is told who and what', async (t) => {
  const { acts, admin, staff, artist, demo, request } = await actsWorld(t);
  await acts.submissions.submit(artist, demo());
  const [first, second] = await Promise.allSettled([
    acts.review.decide(admin, { requestId: request(), number: 1, decision: 'approved' }),
    acts.review.decide(staff, { requestId: request(), number: 1, decision: 'rejected' }),
  ]);
  t.is([first, second].filter(({ status }) => status === 'fulfilled').length, 1);
  const lost = first.status === 'rejected' ? first : second;
  const winner = first.status === 'fulfilled' ? 'Mara' : 'Jonas';
  if (lost.status !== 'rejected') return t.fail();
  t.like(lost.reason, { code: 'already_decided', details: { values: { by: winner } } });
  t.is((await acts.submissions.get(admin, 1)).decision?.byName, winner);
});

test('a decision is taken back until its DM leaves; then it is too late', async (t) => {
  let now = 1_800_000_000_000;
  const { acts, staff, artist, demo, request, tenancy, guildId } = await actsWorld(t, {
    now: () => now,
  });
  await acts.submissions.submit(artist, demo());
  const decision = await acts.review.decide(staff, {
    requestId: request(),
    number: 1,
    decision: 'approved',
  });
  t.is(decision.undoUntil, now + 30_000);
  t.is((await acts.submissions.get(staff, 1)).decision?.undoUntil, now + 30_000);

  now += 29_000;
  t.is(await acts.review.undo(staff, { requestId: request(), number: 1 }), 'in_queue');
  const left = await tenancy.read(guildId, (db) =>
    db.table('outbox').whereIn('kind', ['dm.decision', 'route.post']).select('kind'),
  );
  t.deepEqual(left, []);
  t.is((await acts.submissions.get(staff, 1)).decision, null);

  await acts.review.decide(staff, { requestId: request(), number: 1, decision: 'rejected' });
  now += 30_000;
  await t.throwsAsync(acts.review.undo(staff, { requestId: request(), number: 1 }), {
    code: 'undo_expired',
  });
  t.is((await acts.submissions.get(staff, 1)).status, 'rejected');
});

test('an undo comes too late once a worker has the DM', async (t) => {
  const { acts, staff, artist, demo, request, tenancy, guildId } = await actsWorld(t);
  await acts.submissions.submit(artist, demo());
  await acts.review.decide(staff, { requestId: request(), number: 1, decision: 'approved' });
  await tenancy.write(guildId, (db) =>
    db.table('outbox').where('kind', 'dm.decision').update({ state: 'leased', attempts: 1 }),
  );
  await t.throwsAsync(acts.review.undo(staff, { requestId: request(), number: 1 }), {
    code: 'undo_expired',
  });
});

test('/status to approved is a decision like any other; back to the queue takes it back', async (t) => {
  const { acts, staff, artist, demo, request } = await actsWorld(t);
  await acts.submissions.submit(artist, demo());
  const set = (status: 'approved' | 'rejected' | 'in_queue' | 'contacted') =>
    acts.review.setStatus(staff, { requestId: request(), number: 1, status });
  await set('approved');
  t.is((await acts.submissions.get(staff, 1)).decision?.status, 'approved');
  await t.throwsAsync(set('rejected'), { code: 'already_decided' });
  await set('in_queue');
  t.is((await acts.submissions.get(staff, 1)).decision, null);
  await set('rejected');
  await set('contacted');
  const { timeline, status } = await acts.submissions.get(staff, 1);
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

test('somebody who is not staff gets the same answer as for what does not exist', async (t) => {
  const { acts, artist, staff, guildId, demo, request } = await actsWorld(t);
  await acts.submissions.submit(artist, demo());
  const nobody = actorOf(guildId, 'Nobody');
  const calls: [string, () => Promise<unknown>][] = [
    ['list', () => acts.submissions.list(nobody, {})],
    ['counts', () => acts.submissions.counts(nobody)],
    ['get', () => acts.submissions.get(nobody, 1)],
    [
      'decide',
      () => acts.review.decide(nobody, { requestId: request(), number: 1, decision: 'approved' }),
    ],
    ['undo', () => acts.review.undo(nobody, { requestId: request(), number: 1 })],
    [
      'setStatus',
      () => acts.review.setStatus(nobody, { requestId: request(), number: 1, status: 'signed' }),
    ],
    [
      'toArtist',
      () => acts.messages.toArtist(nobody, { requestId: request(), number: 1, body: 'hi' }),
    ],
    ['settings', () => acts.settings.read(nobody)],
    ['start', () => acts.settings.start(nobody, { labelName: 'x' })],
    ['rename', () => acts.settings.rename(nobody, { labelName: 'x' })],
    [
      'setStaffChannel',
      () => acts.settings.setStaffChannel(nobody, { channelId: '700000000000000009' }),
    ],
    ['overview', () => acts.overview(nobody)],
    ['storage', () => acts.settings.storage(nobody)],
    ['get of a number that does not exist', () => acts.submissions.get(staff, 999)],
  ];
  for (const [name, call] of calls) await t.throwsAsync(call, { code: 'not_found' }, name);
});

test('the inbox pages by key, newest first, and filters', async (t) => {
  const { acts, artist, staff, demo, request } = await actsWorld(t);
  for (let index = 0; index < 7; index++)
    await acts.submissions.submit(artist, demo({ genre: index % 2 ? 'House' : 'Techno' }));
  await acts.review.decide(staff, { requestId: request(), number: 3, decision: 'approved' });
  const numbers = async (query: Parameters<typeof acts.submissions.list>[1]) => {
    const page = await acts.submissions.list(staff, query);
    return [page.items.map(({ number }) => number), page.nextBefore];
  };
  t.deepEqual(await numbers({ limit: 3 }), [[7, 6, 5], 5]);
  t.deepEqual(await numbers({ limit: 3, before: 5 }), [[4, 3, 2], 2]);
  t.deepEqual(await numbers({ limit: 3, before: 2 }), [[1], null]);
  t.deepEqual(await numbers({ statuses: ['approved'] }), [[3], null]);
  t.deepEqual(await numbers({ genre: 'House' }), [[6, 4, 2], null]);
  t.deepEqual(await numbers({ platform: 'spotify' }), [[], null]);
});

test('an overview adds up', async (t) => {
  let now = Date.UTC(2026, 10, 20, 12);
  const { acts, artist, staff, demo, request } = await actsWorld(t, {
    now: () => now,
    plan: 'pro',
  });
  await acts.submissions.submit(artist, demo());
  await acts.submissions.submit(artist, demo());
  now += 6 * 86_400_000;
  await acts.submissions.submit(artist, demo());
  await acts.review.decide(staff, { requestId: request(), number: 1, decision: 'approved' });
  const view = await acts.overview(staff);
  t.like(view, {
    labelName: 'Nightfall',
    plan: 'pro',
    waitingOverFiveDays: 1,
    oldestOpenMs: 6 * 86_400_000,
    medianDecisionMs: 6 * 86_400_000,
    delivery: { dead: 0 },
  });
  t.deepEqual(view.week.at(0), { day: '2026-11-20', submitted: 2, decided: 0 });
  t.deepEqual(view.week.at(-1), { day: '2026-11-26', submitted: 1, decided: 1 });
  t.is(view.counts.in_queue, 2);
});

for (const plan of ['free', 'starter'])
  ava(`an artist's message, on the ${plan} plan`, async (t) => {
    const { acts, artist, demo, guildId, request } = await actsWorld(t, { plan });
    await acts.submissions.submit(artist, demo());
    const send = (userId: string) =>
      acts.messages.fromArtist({
        requestId: request(),
        guildId,
        userId,
        userName: 'KITE',
        number: 1,
        body: 'hello',
        attachments: [],
      });
    if (plan === 'free') return t.throwsAsync(send(artist.userId), { code: 'plan_required' });
    await t.notThrowsAsync(send(artist.userId));
    return t.throwsAsync(send('600000000000000000'), { code: 'not_found' });
  });
