import { createHash } from 'node:crypto';
import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);

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

/** SHA-256 of the JSON that every version since the first has hashed. */
const hash = (json: string) => createHash('sha256').update(json).digest('base64url');

test('fingerprints of requests are those of the version before', async (t) => {
  const { operations, artist, staff, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t, { plan: 'pro' });
  const expected = new Map<string, string>();
  const call = async <const I extends object>(
    run: (input: I & { requestId: string }) => Promise<unknown>,
    input: I,
    json: string,
  ) => {
    const requestId = newRequestId();
    await run({ ...input, requestId });
    expected.set(requestId, hash(json));
  };
  const demo = { genre: 'Ambient', message: 'Hello', trackUrl: 'https://soundcloud.com/kite/one' };
  const artistId = artist.userId;
  const staffId = staff.userId;
  const { submissions, review, messages } = operations;
  await call(
    (input) => submissions.submit(artist, input),
    createDemoInput(demo),
    `["submissions.submit","${artistId}",{"artistName":"KITE","trackTitle":"Glass Horizon","trackUrl":{"platform":"soundcloud","canonical":"soundcloud.com/kite/one","url":"https://soundcloud.com/kite/one","hash":"98ccb32344d6d23f7aa307fb4ed48eb00ea7489fd6bc36697a5d42722d87a74a"},"genre":"Ambient","message":"Hello"}]`,
  );
  await call(
    (input) => review.decide(staff, input),
    { number: 1, decision: 'approved', reason: 'Strong.' },
    `["review.decide","${staffId}",{"number":1,"decision":"approved","reason":"Strong."}]`,
  );
  await call(
    (input) => review.undo(staff, input),
    { number: 1 },
    `["review.undo","${staffId}",{"number":1}]`,
  );
  await call(
    (input) => review.setStatus(staff, input),
    { number: 1, status: 'shortlisted' },
    `["review.set_status","${staffId}",{"number":1,"status":"shortlisted"}]`,
  );
  await call(
    (input) => messages.sendToArtist(staff, input),
    { number: 1, body: 'Send us the stems.' },
    `["messages.to_artist","${staffId}",{"number":1,"body":"Send us the stems."}]`,
  );
  await call(
    (input) => messages.receiveFromArtist({ guildId, userId: artistId, name: 'KITE' }, input),
    {
      number: 1,
      body: 'Here they are.',
      attachments: [] as { name: string; url: string; sizeBytes: number }[],
    },
    `["messages.from_artist","${artistId}",{"number":1}]`,
  );
  await operations.submissions.submit(artist, createDemoInput());
  await call(
    (input) => submissions.withdraw(artist, input),
    { number: 2 },
    `["submissions.withdraw","${artistId}",{"number":2}]`,
  );
  const rows = await tenancy.read(guildId, async (db) =>
    db
      .table('requests')
      .whereIn('id', [...expected.keys()])
      .select('id', 'fingerprint'),
  );
  const fingerprints = Object.fromEntries(rows.map(({ id, fingerprint }) => [id, fingerprint]));
  t.deepEqual(fingerprints, Object.fromEntries(expected));
});
