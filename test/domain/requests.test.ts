import ava from 'ava';
import { actsWorld } from '../helpers/acts.ts';
import { onEveryPlace } from '../helpers/every-place.ts';

const test = onEveryPlace(ava);

test('a request id stands for one operation, one input and one person', async (t) => {
  const { acts, artist, staff, admin, demo, request, tenancy, guildId } = await actsWorld(t);
  for (let number = 1; number <= 2; number++) await acts.submissions.submit(artist, demo());
  const requestId = request();
  const approve = { requestId, number: 1, decision: 'approved' } as const;
  const decision = await acts.review.decide(staff, approve);
  // The very same again: the same answer.
  t.deepEqual(await acts.review.decide(staff, approve), decision);
  for (const [what, other] of [
    ['another number', () => acts.review.decide(staff, { ...approve, number: 2 })],
    ['another decision', () => acts.review.decide(staff, { ...approve, decision: 'rejected' })],
    ['a reason', () => acts.review.decide(staff, { ...approve, reason: 'Great' })],
    ['another person', () => acts.review.decide(admin, approve)],
    ['another operation', () => acts.review.undo(staff, { requestId, number: 1 })],
    ['a message', () => acts.messages.toArtist(staff, { requestId, number: 1, body: 'Hello' })],
    ['a demo', () => acts.submissions.submit(artist, demo({ requestId }))],
  ] as const)
    await t.throwsAsync<Error>(other, { code: 'conflict' }, what);
  const statuses = await tenancy.read(guildId, async (db) =>
    db.table('submissions').orderBy('number').select('status'),
  );
  t.deepEqual(
    statuses.map(({ status }) => status),
    ['approved', 'in_queue'],
  );
});

test('a request that the version before recorded keeps its answer', async (t) => {
  const { acts, artist, demo, tenancy, guildId } = await actsWorld(t);
  const input = demo();
  const { number } = await acts.submissions.submit(artist, input);
  await tenancy.write(guildId, async (db) => {
    await db.table('requests').where('id', input.requestId).update({ fingerprint: null });
  });
  t.is((await acts.submissions.submit(artist, input)).number, number);
});

test('a form that is sent twice at once, as two interactions, is one demo', async (t) => {
  const { acts, artist, demo, request } = await actsWorld(t);
  const form = demo();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      acts.submissions.submit(artist, { ...form, requestId: request() }),
    ),
  );
  t.deepEqual(new Set(answers.map(({ number }) => number)), new Set([1]));
  const other = await acts.submissions.submit(artist, {
    ...form,
    requestId: request(),
    trackTitle: 'Paper Lanterns',
  });
  t.is(other.number, 2);
  // Taken back and sent again on purpose.
  await acts.submissions.withdraw(artist, { requestId: request(), number: 1 });
  const again = await acts.submissions.submit(artist, { ...form, requestId: request() });
  t.is(again.number, 3);
});
