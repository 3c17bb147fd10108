import ava from 'ava';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

test('the leaderboard counts what artists know was accepted, once a minute', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, staff, artist, guildId, tenancy, createDemoInput, newRequestId } = fixture;
  const [second, passed, blocked] = ['Vela', 'Passed', 'Blocked'].map((name) =>
    createActor(guildId, name),
  ) as [typeof artist, typeof artist, typeof artist];
  const send = async (from: typeof artist) =>
    (await operations.submissions.submit(from, createDemoInput())).number;
  const setStatus = (number: number, status: 'approved' | 'rejected' | 'signed' | 'contacted') =>
    operations.review.setStatus(staff, { requestId: newRequestId(), number, status });
  /** As after the undo: the message to the artist has left. */
  const announce = (number: number) =>
    tenancy.write(guildId, (db) => db.table('outbox').where('number', number).delete());
  const approve = async (from: typeof artist) => {
    const number = await send(from);
    await setStatus(number, 'approved');
    await announce(number);
    return number;
  };
  await approve(second);
  await setStatus(await approve(artist), 'signed');
  // Contacted about an approved demo, it stays accepted; signed, it is so without a decision.
  await setStatus(await approve(artist), 'contacted');
  await setStatus(await send(artist), 'signed');
  // Neither an approval that can be undone, nor a no, nor contact alone, nor who is blocked.
  await setStatus(await send(second), 'approved');
  await setStatus(await send(passed), 'rejected');
  await setStatus(await send(passed), 'contacted');
  await approve(blocked);
  await operations.blockedArtists.block(staff, {
    artistId: blocked.userId,
    artistName: blocked.name,
  });

  const expected = [
    { artistId: artist.userId, artistName: 'KITE', accepted: 3, signed: 2 },
    { artistId: second.userId, artistName: 'Vela', accepted: 1, signed: 0 },
  ];
  t.deepEqual(await operations.artistStats.listLeaders(artist), expected);
  await approve(second);
  t.deepEqual(await operations.artistStats.listLeaders(second), expected);
});

test('an artist’s own figures know nothing internal, and are their own', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, staff, artist, guildId, createDemoInput, newRequestId } = fixture;
  const { getMine } = operations.artistStats;
  t.like(await getMine(artist), { sent: 0, lastSentAt: null });
  for (const status of ['shortlisted', 'approved', 'processed'] as const) {
    const { number } = await operations.submissions.submit(artist, createDemoInput());
    await operations.review.setStatus(staff, { requestId: newRequestId(), number, status });
  }
  await operations.submissions.submit(createActor(guildId, 'Vela'), createDemoInput());
  t.like(await getMine(artist), {
    sent: 3,
    byStatus: { received: 1, in_review: 2, approved: 0, passed: 0, signed: 0, withdrawn: 0 },
  });
});

ava('servers of an artist are those of the last demos, the latest first', async (t) => {
  const { tenancy } = await createOperationsFixture(t);
  const { touchOpenItem, listOpenItemGuilds } = tenancy.control;
  const userId = '810000000000000001';
  for (const [index, guildId] of ['11', '12', '11', '13'].entries())
    await touchOpenItem({ userId, guildId, kind: 'submission', number: index + 1, now: index });
  await touchOpenItem({ userId, guildId: '14', kind: 'ticket', number: 1, now: 9 });
  await touchOpenItem({ userId: '2', guildId: '15', kind: 'submission', number: 1, now: 9 });
  const ask = (limit: number) => listOpenItemGuilds({ userId, kind: 'submission', limit });
  t.deepEqual(await ask(25), ['13', '11', '12']);
  t.deepEqual(await ask(2), ['13', '11']);
});
