import ava from 'ava';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import type { Priority } from '../../domain/submissions/priority.ts';
import {
  createActor,
  createOperationsFixture,
  STAFF_CHANNEL_ID,
} from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);
const subject = submissionSubject(1);

/** A label on Pro with two demos, whose cards are not waiting any more. */
async function createFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  for (let index = 0; index < 2; index++)
    await operations.submissions.submit(artist, createDemoInput());
  await tenancy.write(guildId, async (db) => {
    await db.table('outbox').delete();
  });
  return {
    ...fixture,
    mia: createActor(guildId, 'Mia', { canView: (id) => id === STAFF_CHANNEL_ID }),
    rate: (stars: number, actor = staff) =>
      operations.ratings.rate(actor, { requestId: newRequestId(), subject, stars }),
    unrate: (actor = staff) =>
      operations.ratings.remove(actor, { requestId: newRequestId(), subject }),
    setPriority: (priority: Priority, actor = staff) =>
      operations.review.setPriority(actor, { requestId: newRequestId(), number: 1, priority }),
    get: () => operations.submissions.get(staff, 1),
    readOutboxKinds: () =>
      tenancy.read(guildId, async (db) => db.table('outbox').orderBy('id').pluck('kind')),
  };
}

test('each person rates once; the average shows on the demo and in lists', async (t) => {
  const fixture = await createFixture(t);
  const { operations, staff, mia, rate, unrate, get } = fixture;
  t.is((await get()).rating, null);
  await rate(3);
  await rate(3);
  await rate(5);
  await rate(4, mia);
  t.deepEqual((await get()).rating, { average: 4.5, count: 2 });
  t.deepEqual(
    (await operations.ratings.list(staff, subject)).map(({ userName, stars }) => [userName, stars]),
    [
      ['Mia', 4],
      ['Jonas', 5],
    ],
  );
  const [second, first] = (await operations.submissions.list(staff, {})).items;
  t.is(second?.rating, null);
  t.deepEqual(first?.rating, { average: 4.5, count: 2 });
  await unrate();
  await unrate();
  t.deepEqual((await get()).rating, { average: 4, count: 1 });
  t.deepEqual(
    (await get()).timeline.flatMap((entry) => {
      if (entry.kind === 'rated') return [`${entry.actorName}: ${entry.stars}`];
      return entry.kind === 'rating_removed' ? [`${entry.actorName}: removed`] : [];
    }),
    ['Jonas: 3', 'Jonas: 5', 'Mia: 4', 'Jonas: removed'],
  );
  t.deepEqual(await fixture.readOutboxKinds(), Array(4).fill('card.edit'));
});

test('a priority is set, shown and in the history; what is unknown is normal', async (t) => {
  const { operations, staff, tenancy, guildId, setPriority, get, readOutboxKinds } =
    await createFixture(t);
  t.is((await get()).priority, 'normal');
  await setPriority('normal');
  await setPriority('high');
  await setPriority('low');
  t.is((await get()).priority, 'low');
  t.deepEqual(
    (await operations.submissions.list(staff, {})).items.map(({ priority }) => priority),
    ['normal', 'low'],
  );
  t.deepEqual(
    (await get()).timeline.flatMap((entry) =>
      entry.kind === 'priority' ? [[entry.from, entry.to]] : [],
    ),
    [
      ['normal', 'high'],
      ['high', 'low'],
    ],
  );
  t.deepEqual(await readOutboxKinds(), ['card.edit', 'card.edit']);
  await tenancy.write(guildId, async (db) => {
    await db.table('submissions').update({ priority: 'urgent' });
  });
  t.is((await get()).priority, 'normal');
});

test('stars that no one can give do not count', async (t) => {
  const { tenancy, guildId, get, rate } = await createFixture(t);
  await rate(2);
  await tenancy.write(guildId, async (db) => {
    await db.table('ratings').insert(
      [0, 6, -3, 2_147_483_647].map((stars, index) => ({
        ...{ subject_type: 'submission', subject_id: '1', user_id: index + 1 },
        ...{ user_name: 'x', stars, rated_at: -1 },
      })),
    );
  });
  const { rating, ratings } = await get();
  t.deepEqual(rating, { average: 2, count: 1 });
  t.is(ratings.length, 1);
});

test('artists see neither stars nor priority, and cannot give them', async (t) => {
  const { operations, artist, newRequestId, rate, unrate, setPriority } = await createFixture(t);
  const readOwn = async () => {
    // That somebody acted is told by this alone: the artist can correct nothing any more.
    const { canCorrect: _, ...demo } = await operations.submissions.getMine(artist, 1);
    return [await operations.submissions.listMine(artist), demo];
  };
  const before = await readOwn();
  await rate(5);
  await setPriority('high');
  t.deepEqual(await readOwn(), before);
  await t.throwsAsync(rate(5, artist), { code: 'not_found' });
  await t.throwsAsync(unrate(artist), { code: 'not_found' });
  await t.throwsAsync(setPriority('low', artist), { code: 'not_found' });
  await t.throwsAsync(operations.ratings.list(artist, subject), { code: 'not_found' });
  for (const stars of [0, 6, 2.5])
    t.like(await t.throwsAsync(rate(stars), { code: 'invalid_input' }), {
      details: { fields: [{ field: 'stars' }] },
    });
  t.like(
    await t.throwsAsync(
      operations.review.setPriority(artist, {
        ...{ requestId: newRequestId(), number: 99, priority: 'high' },
      }),
    ),
    { code: 'not_found' },
  );
});

ava('a plan without ratings and priority says which plan has them', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId } =
    await createOperationsFixture(t, { plan: 'starter' });
  await operations.submissions.submit(artist, createDemoInput());
  const { ratings, review } = operations;
  const requestId = newRequestId();
  for (const refused of [
    ratings.rate(staff, { requestId, subject, stars: 1 }),
    ratings.remove(staff, { requestId, subject }),
    ratings.list(staff, subject),
    review.setPriority(staff, { requestId, number: 1, priority: 'high' }),
  ])
    t.like(await t.throwsAsync(refused), {
      code: 'plan_required',
      details: { values: { plan: 'pro' } },
    });
});
