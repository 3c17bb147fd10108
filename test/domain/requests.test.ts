import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

test('a request id stands for one operation, one input and one person', async (t) => {
  const { operations, artist, staff, admin, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t);
  for (let number = 1; number <= 2; number++)
    await operations.submissions.submit(artist, createDemoInput());
  const requestId = newRequestId();
  const approve = { requestId, number: 1, decision: 'approved' } as const;
  const decision = await operations.review.decide(staff, approve);
  // The very same again: the same answer.
  t.deepEqual(await operations.review.decide(staff, approve), decision);
  for (const [what, other] of [
    ['another number', () => operations.review.decide(staff, { ...approve, number: 2 })],
    [
      'another decision',
      () => operations.review.decide(staff, { ...approve, decision: 'rejected' }),
    ],
    ['a reason', () => operations.review.decide(staff, { ...approve, reason: 'Great' })],
    ['another person', () => operations.review.decide(admin, approve)],
    ['another operation', () => operations.review.undo(staff, { requestId, number: 1 })],
    [
      'a message',
      () => operations.messages.sendToArtist(staff, { requestId, number: 1, body: 'Hello' }),
    ],
    ['a demo', () => operations.submissions.submit(artist, createDemoInput({ requestId }))],
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
  const { operations, artist, createDemoInput, tenancy, guildId } =
    await createOperationsFixture(t);
  const input = createDemoInput();
  const { number } = await operations.submissions.submit(artist, input);
  await tenancy.write(guildId, async (db) => {
    await db.table('requests').where('id', input.requestId).update({ fingerprint: null });
  });
  t.is((await operations.submissions.submit(artist, input)).number, number);
});

test('a form that is sent twice at once, as two interactions, is one demo', async (t) => {
  const { operations, artist, createDemoInput, newRequestId } = await createOperationsFixture(t);
  const form = createDemoInput();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      operations.submissions.submit(artist, { ...form, requestId: newRequestId() }),
    ),
  );
  t.deepEqual(new Set(answers.map(({ number }) => number)), new Set([1]));
  const other = await operations.submissions.submit(artist, {
    ...form,
    requestId: newRequestId(),
    trackTitle: 'Paper Lanterns',
  });
  t.is(other.number, 2);
  // Taken back and sent again on purpose.
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 1 });
  const again = await operations.submissions.submit(artist, { ...form, requestId: newRequestId() });
  t.is(again.number, 3);
});
