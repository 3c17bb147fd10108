import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

const FILE = { name: 'glass.wav', url: 'https://cdn.discordapp.com/attachments/1/2/glass.wav' };

async function createCorrectionFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  return {
    ...fixture,
    send: async (fields: object = {}) =>
      (await operations.submissions.submit(artist, createDemoInput(fields))).number,
    correct: (number: number, change: object) =>
      operations.submissions.correct(artist, { requestId: newRequestId(), number, ...change }),
    get: (number: number) => operations.submissions.get(staff, number),
    setStatus: (number: number, status: 'needs_review' | 'in_queue') =>
      operations.review.setStatus(staff, { requestId: newRequestId(), number, status }),
    readRow: (number: number) =>
      tenancy.read(guildId, (db) => db.table('submissions').where('number', number).first()),
    fileIdsOf: (number: number) =>
      operations.submissions
        .getCorrectable(artist, number)
        .then(({ files }) => files.map(({ id }) => id)),
  };
}

const ONE = 'https://soundcloud.com/kite/one';
const TWO = 'https://soundcloud.com/kite/two';

test('an artist corrects link and message; staff see before and after', async (t) => {
  const fixture = await createCorrectionFixture(t);
  const { operations, artist, tenancy, guildId } = fixture;
  const number = await fixture.send({ trackUrl: ONE, message: 'First' });
  const later = await fixture.send({ trackUrl: ONE });
  const other = await fixture.send({ trackUrl: TWO });
  t.true((await fixture.get(later)).isDuplicate);
  await tenancy.write(guildId, (db) =>
    db.table('track_info').insert({
      ...{ subject_type: 'submission', subject_id: String(number), state: 'ready' },
      ...{ platform: 'soundcloud', title: 'One', artist: null, artwork_id: null, fetched_at: 1 },
    }),
  );
  t.deepEqual(await operations.submissions.getCorrectable(artist, number), {
    trackUrl: ONE,
    message: 'First',
    files: [],
  });
  t.true((await operations.submissions.getMine(artist, number)).canCorrect);

  const receipt = await fixture.correct(number, {
    trackUrl: `${TWO}?utm_source=x`,
    message: 'Now',
  });
  t.deepEqual(receipt, { isDuplicate: true, refusedFiles: [] });
  const demo = await fixture.get(number);
  t.like(demo, { message: 'Now', isDuplicate: true, trackInfo: null, status: 'in_queue' });
  t.regex(demo.trackUrl ?? '', /\/kite\/two/);
  t.like(demo.timeline.at(-1), {
    kind: 'corrected',
    actorId: artist.userId,
    fromUrl: ONE,
    toUrl: demo.trackUrl,
    isMessageChanged: true,
  });
  t.is(Number((await fixture.readRow(number))?.duplicate_of), other);
  t.false((await fixture.get(later)).isDuplicate, 'nobody else has the old link any more');
  const edits = await tenancy.read(guildId, (db) =>
    db.table('outbox').where({ kind: 'card.edit' }).pluck('number'),
  );
  t.deepEqual([...new Set(edits.map(Number))].sort(), [number, later]);

  // The same again changes nothing, and is no event.
  const { timeline } = demo;
  await fixture.correct(number, { trackUrl: demo.trackUrl, message: 'Now' });
  t.is((await fixture.get(number)).timeline.length, timeline.length);
});

test('an artist adds and removes files; something to listen to stays', async (t) => {
  const fixture = await createCorrectionFixture(t);
  const { operations, staff } = fixture;
  const number = await fixture.send({
    trackUrl: undefined,
    files: [{ ...FILE, sizeBytes: 10 }],
  });
  const [first = ''] = await fixture.fileIdsOf(number);
  await t.throwsAsync(fixture.correct(number, { removedFileIds: [first] }), {
    code: 'invalid_input',
  });
  await fixture.correct(number, {
    removedFileIds: [first],
    files: [{ ...FILE, name: 'master.wav', sizeBytes: 10 }],
  });
  const { files, timeline } = await operations.submissions.get(staff, number);
  t.deepEqual(files.map(({ name, state, problem }) => [name, state, problem]).toSorted(), [
    ['glass.wav', 'removed', 'artist'],
    ['master.wav', 'pending', null],
  ]);
  t.deepEqual(
    timeline.flatMap((entry) => ('name' in entry ? [[entry.kind, entry.name]] : [])).toSorted(),
    [
      ['file_added', 'master.wav'],
      ['file_removed', 'glass.wav'],
    ],
  );
  // A file of another demo is not the artist's to remove here.
  const second = await fixture.send({ files: [{ ...FILE, sizeBytes: 10 }] });
  const [foreign = ''] = await fixture.fileIdsOf(second);
  await fixture.correct(number, { removedFileIds: [foreign] });
  t.deepEqual(await fixture.fileIdsOf(second), [foreign]);
});

test('once staff have acted nothing can be corrected, and the artist is told', async (t) => {
  const fixture = await createCorrectionFixture(t);
  const { operations, staff, artist, newRequestId } = fixture;
  const subjectOf = (number: number) => ({ type: 'submission' as const, id: String(number) });
  const acts: ((number: number) => Promise<unknown>)[] = [
    (number) => fixture.setStatus(number, 'needs_review'),
    async (number) => {
      await fixture.setStatus(number, 'needs_review');
      await fixture.setStatus(number, 'in_queue');
    },
    (number) =>
      operations.notes.add(staff, {
        ...{ requestId: newRequestId(), subject: subjectOf(number), body: 'Nice' },
      }),
    (number) =>
      operations.tags.add(staff, {
        ...{ requestId: newRequestId(), subject: subjectOf(number), tag: 'techno' },
      }),
    (number) =>
      operations.messages.sendToArtist(staff, { requestId: newRequestId(), number, body: 'Hi' }),
  ];
  for (const act of acts) {
    const number = await fixture.send();
    await act(number);
    const closed = { code: 'correction_closed' };
    await t.throwsAsync(fixture.correct(number, { trackUrl: TWO }), closed);
    await t.throwsAsync(operations.submissions.getCorrectable(artist, number), closed);
    t.false((await operations.submissions.getMine(artist, number)).canCorrect);
    t.not((await fixture.get(number)).trackUrl, TWO);
  }
  const withdrawn = await fixture.send();
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: withdrawn });
  await t.throwsAsync(fixture.correct(withdrawn, { trackUrl: TWO }), { code: 'not_allowed_now' });
  const mine = await fixture.send();
  await t.throwsAsync(
    operations.submissions.correct(
      { ...artist, userId: '810000000000000009' },
      { requestId: newRequestId(), number: mine, trackUrl: TWO },
    ),
    { code: 'not_found' },
  );
});

ava('of an artist who corrects and staff who act at once, the second is told', async (t) => {
  const fixture = await createCorrectionFixture(t);
  const { tenancy, guildId } = fixture;
  const number = await fixture.send();
  const correcting = await tenancy.write(guildId, async (db) => {
    const demo = () => db.table('submissions').where('number', number);
    await demo().forUpdate().first('number');
    const result = fixture.correct(number, { trackUrl: TWO });
    result.catch(() => {});
    // Meanwhile the correction has come as far as it can.
    for (let reads = 0; reads < 5; reads++) await fixture.get(number);
    await demo().update({ status: 'needs_review' });
    return { result };
  });
  await t.throwsAsync(correcting.result, { code: 'correction_closed' });
  t.not((await fixture.get(number)).trackUrl, TWO);
});

test('a label that refuses repeats refuses a correction to one', async (t) => {
  const fixture = await createCorrectionFixture(t);
  const { operations, admin } = fixture;
  await fixture.send({ trackUrl: ONE });
  const number = await fixture.send({ trackUrl: TWO });
  await operations.intakeRules.setRules(admin, { duplicates: 'block' });
  await t.throwsAsync(fixture.correct(number, { trackUrl: ONE }), { code: 'duplicate_link' });
  await fixture.correct(number, { trackUrl: TWO, message: 'Only the message' });
  t.is((await fixture.get(number)).trackUrl, TWO);
});
