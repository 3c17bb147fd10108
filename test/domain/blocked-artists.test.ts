import ava from 'ava';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

test('a blocked artist sends neither demos nor messages, and learns no reason', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, staff, artist, createDemoInput, newRequestId, guildId } = fixture;
  const { block, unblock, list } = operations.blockedArtists;
  const { number } = await operations.submissions.submit(artist, createDemoInput());
  const whom = { artistId: artist.userId, artistName: artist.name };
  await block(staff, { ...whom, reason: 'Sends the same track daily.' });

  const say = () =>
    operations.messages.receiveFromArtist(
      { guildId, userId: artist.userId, name: artist.name },
      { requestId: newRequestId(), number, body: 'Hello?', attachments: [] },
    );
  const form = { artistName: 'KITE', trackTitle: 'Glass Horizon' };
  for (const attempt of [
    () => operations.submissions.submit(artist, createDemoInput()),
    () => operations.demoForm.open(artist),
    () => operations.uploads.start(artist, { requestId: newRequestId(), form }),
    () => operations.uploads.start(artist, { requestId: newRequestId(), number }),
    say,
  ]) {
    const error = await t.throwsAsync(attempt(), { code: 'artist_blocked' });
    t.deepEqual((error as { details?: object }).details, {});
  }
  await operations.submissions.submit(createActor(guildId, 'Vela'), createDemoInput());
  t.is((await operations.submissions.listMine(artist)).length, 1, 'what they sent stays');

  // Whoever blocks again replaces the reason.
  const other = createActor(guildId, 'Mia', { isAdmin: true });
  await block(other, whom);
  t.like((await list(staff))[0], { artistId: artist.userId, blockedBy: 'Mia', reason: null });
  t.is((await list(staff)).length, 1);
  t.deepEqual(await unblock(staff, { artistId: artist.userId }), { artistName: 'KITE' });
  t.is(await unblock(staff, { artistId: artist.userId }), null);
  await operations.submissions.submit(artist, createDemoInput());
  await say();
});

ava('who is blocked is for staff alone, and the list is bounded', async (t) => {
  const { operations, staff, artist, tenancy, guildId } = await createOperationsFixture(t);
  const { block, list } = operations.blockedArtists;
  const whom = { artistId: '600000000000000001', artistName: 'Spammer' };
  await t.throwsAsync(list(artist), { code: 'not_found' });
  await t.throwsAsync(block(artist, whom), { code: 'not_found' });
  await t.throwsAsync(block(staff, { ...whom, artistId: 'nobody' }), { code: 'invalid_input' });
  await tenancy.write(guildId, async (db) => {
    await db.table('blocked_artists').insert(
      Array.from({ length: 1_000 }, (_, index) => ({
        ...{ artist_id: String(700_000_000_000_000_000n + BigInt(index)), artist_name: 'x' },
        ...{ blocked_by_id: '1', blocked_by_name: 'x', reason: null, blocked_at: index },
      })),
    );
  });
  const refused = await t.throwsAsync(block(staff, whom), { code: 'invalid_input' });
  t.like(refused, {
    details: { fields: [{ problem: 'artist.too_many_blocked', values: { max: 1_000 } }] },
  });
  t.is((await list(staff)).length, 1_000);
});
