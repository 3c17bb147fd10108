import ava from 'ava';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
const first = submissionSubject(1);

/** A label with a demo that has a file, and one that has a link only. */
async function createFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  const files = [{ name: 'glass.wav', url: 'https://cdn.discordapp.com/x.wav', sizeBytes: 9 }];
  await operations.submissions.submit(artist, createDemoInput({ files }));
  await operations.submissions.submit(artist, createDemoInput());
  await tenancy.write(guildId, async (db) => {
    await db.table('files').update({ state: 'ready', format: 'wav' });
  });
  type Report = Partial<Parameters<typeof operations.listens.record>[1]>;
  const report = (fields: Report = {}, actor = staff) =>
    operations.listens.record(actor, {
      requestId: newRequestId(),
      subject: first,
      track: 'file:0199a3f0-0000-7000-8000-000000000001',
      positionMs: 15_000,
      heardMs: 15_000,
      ...fields,
    });
  return {
    ...fixture,
    report,
    /** Ids differ by 1: as numbers, not as texts, both engines could take them for the same. */
    colleague: createActor(guildId, 'Ana', {
      userId: String(BigInt(staff.userId) + 1n),
      canView: () => true,
    }),
    list: () => operations.listens.list(staff, first),
    countFirsts: async () =>
      tenancy.read(guildId, async (db) => {
        const row = await db
          .table('events')
          .where('kind', 'listen.first')
          .count({ n: '*' })
          .first();
        return Number(row?.n);
      }),
  };
}

test('what somebody has heard adds up; whoever heard most is first', async (t) => {
  const { report, list, colleague, staff, countFirsts } = await createFixture(t);
  t.deepEqual(await list(), []);
  await report();
  await report({ heardMs: 4_321, positionMs: 19_321, track: 'file:2' }, { ...staff, name: 'Jo' });
  await report({ heardMs: 90_000, positionMs: 0 }, colleague);
  const listens = await list();
  t.deepEqual(
    listens.map(({ lastAt, ...listen }) => listen),
    [
      {
        userId: colleague.userId,
        userName: 'Ana',
        heardMs: 90_000,
        track: 'file:0199a3f0-0000-7000-8000-000000000001',
        positionMs: 0,
      },
      {
        userId: staff.userId,
        userName: 'Jo',
        heardMs: 19_321,
        track: 'file:2',
        positionMs: 19_321,
      },
    ],
  );
  t.true(listens.every(({ lastAt }) => Math.abs(lastAt - Date.now()) < 600_000));
  t.is(await countFirsts(), 1, 'that nobody had listened before is all that history keeps');
});

test('the same report counts once', async (t) => {
  const { report, list, newRequestId, countFirsts } = await createFixture(t);
  const requestId = newRequestId();
  await report({ requestId });
  await report({ requestId });
  await Promise.all([1, 2, 3].map(() => report({ requestId })));
  t.like(await list(), [{ heardMs: 15_000 }]);
  await t.throwsAsync(report({ requestId, heardMs: 1 }), { code: 'conflict' });
  t.is(await countFirsts(), 1);
});

test('of some who begin at once one is the first', async (t) => {
  const { report, list, colleague, staff, countFirsts } = await createFixture(t);
  await Promise.all([staff, colleague, staff, colleague].map((actor) => report({}, actor)));
  t.like(await list(), [{ heardMs: 30_000 }, { heardMs: 30_000 }]);
  t.is(await countFirsts(), 1);
});

test('what nobody can have heard is refused, and so is who is no staff', async (t) => {
  const { report, list, artist } = await createFixture(t);
  for (const fields of [
    { heardMs: 0 },
    { heardMs: 120_001 },
    { heardMs: 1.5 },
    { heardMs: Number.NaN },
    { positionMs: -1 },
    { positionMs: 86_400_001 },
    { track: '' },
    { track: `file:${'x'.repeat(60)}` },
    { track: 'file:1\n' },
  ])
    await t.throwsAsync(report(fields), { code: 'invalid_input' }, JSON.stringify(fields));
  await t.throwsAsync(report({ subject: submissionSubject(3) }), { code: 'not_found' });
  await t.throwsAsync(report({}, artist), { code: 'not_found' });
  await t.throwsAsync(report({ heardMs: 0 }, artist), { code: 'not_found' });
  t.deepEqual(await list(), []);
});

test('lists say who has heard a demo, and nothing of one that only its platform plays', async (t) => {
  const { operations, report, staff, colleague } = await createFixture(t);
  const seenBy = async (actor = staff) => {
    const { items } = await operations.submissions.list(actor, {});
    const one = await operations.submissions.get(actor, 1);
    const { latest } = await operations.overview.get(actor);
    t.deepEqual(
      latest.map(({ heardBy }) => heardBy),
      items.map(({ heardBy }) => heardBy),
    );
    t.is(one.heardBy, items.find(({ number }) => number === 1)?.heardBy ?? null);
    return items.map(({ number, heardBy }) => [number, heardBy]);
  };
  t.deepEqual(await seenBy(), [
    [2, null],
    [1, 'nobody'],
  ]);
  await report({}, colleague);
  t.deepEqual(await seenBy(), [
    [2, null],
    [1, 'others'],
  ]);
  t.deepEqual((await seenBy(colleague))[1], [1, 'me']);
  await report();
  t.deepEqual((await seenBy())[1], [1, 'me']);
});

test('artists learn of it if the label wishes, once it was more than a moment', async (t) => {
  const { operations, report, artist, admin, staff, colleague } = await createFixture(t);
  const show = (isShownToArtists: boolean, revision?: number, actor = admin) =>
    operations.listens.showToArtists(actor, { isShownToArtists, revision });
  const isSeen = async () => (await operations.submissions.getMine(artist, 1)).wasListenedTo;
  await report({ heardMs: 9_000 });
  t.false(await isSeen());
  await show(true, 0);
  t.false(await isSeen(), 'less than ten seconds');
  await report({ heardMs: 1_000 }, colleague);
  t.true(await isSeen());
  t.false((await operations.submissions.getMine(artist, 2)).wasListenedTo);
  await t.throwsAsync(show(false, 0), { code: 'conflict' });
  await t.throwsAsync(show(false, undefined, staff), { code: 'not_found' });
  t.true(await isSeen());
  await show(false);
  t.false(await isSeen());
});
