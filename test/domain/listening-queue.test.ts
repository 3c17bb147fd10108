import ava from 'ava';
import type { Status } from '../../domain/index.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
/** Of what differs by engine, or comes from people. */
const testEveryDay = forEachPlacement(ava);

/** A label on Pro with so many demos, and how its queue reads. */
async function createFixture(t: Parameters<typeof createOperationsFixture>[0], count = 0) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  for (let index = 0; index < count; index++)
    await operations.submissions.submit(artist, createDemoInput());
  const read = async (input: { after?: number } = {}, actor = staff) => {
    const page = await operations.listeningQueue.get(actor, input);
    return { ...page, items: page.items.map(({ number }) => number) };
  };
  /** Rows as a label of years has them, without what was sent for them. */
  const insertDemos = (numbers: readonly number[], status: Status) =>
    tenancy.write(guildId, async (db) => {
      const row = (number: number) => ({
        number,
        artist_id: '1',
        artist_handle: 'kite',
        artist_name: 'KITE',
        track_title: `Demo ${number}`,
        track_url: 'https://soundcloud.com/kite/x',
        platform: 'soundcloud',
        link_hash: 'x',
        answers: '[]',
        status,
        revision: 1,
        created_at: 1,
        status_changed_at: 1,
      });
      for (let start = 0; start < numbers.length; start += 500)
        await db.table('submissions').insert(numbers.slice(start, start + 500).map(row));
    });
  return {
    ...fixture,
    read,
    insertDemos,
    setPlace: (number: number, actor = staff) =>
      operations.listeningQueue.setPlace(actor, { number }),
    setStatus: (number: number, status: Status) =>
      operations.review.setStatus(staff, { requestId: newRequestId(), number, status }),
  };
}

const count = (value: number) => ({ count: value, hasMore: false });

test('the queue holds what nobody decided on, the oldest first', async (t) => {
  const { operations, artist, read, setStatus, newRequestId } = await createFixture(t, 7);
  await setStatus(2, 'needs_review');
  await setStatus(3, 'approved');
  await setStatus(4, 'shortlisted');
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 5 });
  const page = await read();
  t.like(page, { items: [1, 2, 6, 7], left: count(4), passed: count(0), previous: null });
  t.is(page.place, null, 'it was never begun');
  await setStatus(6, 'rejected');
  t.deepEqual((await read()).items, [1, 2, 7]);
  await setStatus(4, 'in_queue');
  t.deepEqual((await read()).items, [1, 2, 4, 7], 'one that was reopened is back in its place');
  t.like(await read({ after: 2 }), {
    items: [4, 7],
    left: count(2),
    passed: count(2),
    previous: { number: 2, status: 'needs_review', trackTitle: 'Glass Horizon' },
  });
  t.like(await read({ after: 7 }), { items: [], left: count(0), passed: count(4) });
});

testEveryDay('each person has a place of their own, and may start over', async (t) => {
  const { read, setPlace, staff, admin, tenancy, guildId } = await createFixture(t, 4);
  const colleague = { ...staff, userId: '800000000000000077', name: 'Ana' };
  await setPlace(2);
  await setPlace(3);
  await setPlace(1, colleague);
  t.like(await read(), { items: [4], place: 3, left: count(1), passed: count(3) });
  t.like(await read({}, colleague), { items: [2, 3, 4], place: 1 });
  t.like(await read({}, admin), { items: [1, 2, 3, 4], place: null });
  t.like(await read({ after: 0 }), { items: [1, 2, 3, 4], place: 3 });
  await setPlace(0);
  await setPlace(0);
  t.like(await read(), { items: [1, 2, 3, 4], place: 0, previous: null });
  const rows = await tenancy.read(guildId, async (db) =>
    db.table('listening_places').orderBy('user_id').select('user_id', 'number'),
  );
  t.is(rows.length, 2, 'one row for each person');
  const history = await tenancy.read(guildId, async (db) =>
    db.table('events').where('kind', 'like', '%place%').select('id'),
  );
  t.deepEqual(history, []);
});

test('a page has 20 demos; they are counted to 1,000', async (t) => {
  const { read, insertDemos } = await createFixture(t);
  const numbers = Array.from({ length: 1_002 }, (_, index) => index + 1);
  await insertDemos(numbers.slice(0, 501), 'in_queue');
  await insertDemos(numbers.slice(501), 'needs_review');
  const first = await read();
  t.deepEqual(first.items, numbers.slice(0, 20));
  t.deepEqual(first.left, { count: 1_000, hasMore: true });
  t.deepEqual((await read({ after: 1 })).left, { count: 1_000, hasMore: true });
  const exact = await read({ after: 2 });
  t.deepEqual([exact.left, exact.passed], [count(1_000), count(2)]);
  const across = await read({ after: 491 });
  t.deepEqual(across.items, numbers.slice(491, 511), 'of both statuses, in order');
  t.is((await read({ after: 501 })).previous?.number, 501);
  t.deepEqual((await read({ after: 1_001 })).passed, { count: 1_000, hasMore: true });
});

ava('each part of it reads one range of the index, whatever was decided', async (t) => {
  const { tenancy, guildId, insertDemos } = await createFixture(t);
  await insertDemos(
    Array.from({ length: 5_000 }, (_, index) => index + 1),
    'rejected',
  );
  await insertDemos([5_001, 5_002], 'in_queue');
  const explain = (order: string, limit: number, columns: string) =>
    tenancy.read(guildId, async (db) => {
      const rows = await db.raw(
        `EXPLAIN (FORMAT TEXT) SELECT ${columns} FROM submissions WHERE guild_id = ?
         AND status = ? AND number > ? ${order} LIMIT ${limit}`,
        [guildId, 'in_queue', 3],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  const page = await explain('ORDER BY number', 20, 'number, artist_name');
  const counted = await explain('', 1_001, 'number');
  t.log(`${page}\n${counted}`);
  for (const plan of [page, counted]) {
    t.regex(plan, /Index (Only )?Scan using submissions_by_status/);
    t.notRegex(plan, /Sort|Seq Scan/);
  }
});

ava('only staff of the guild, on a plan that has it', async (t) => {
  const { read, setPlace, artist, staff } = await createFixture(t, 1);
  await t.throwsAsync(read({}, artist), { code: 'not_found' });
  await t.throwsAsync(setPlace(1, artist), { code: 'not_found' });
  for (const number of [-1, 1.5, 1e13])
    await t.throwsAsync(setPlace(number), { code: 'invalid_input' });
  const foreign = await createFixture(t, 2);
  await setPlace(1);
  t.like(await foreign.read({}, { ...staff, guildId: foreign.guildId }), {
    items: [1, 2],
    place: null,
  });
  const free = await createOperationsFixture(t);
  const refused = { code: 'plan_required', details: { values: { feature: 'listening_queue' } } };
  t.like(await t.throwsAsync(free.operations.listeningQueue.get(free.staff, {})), refused);
  t.like(
    await t.throwsAsync(free.operations.listeningQueue.setPlace(free.staff, { number: 1 })),
    refused,
  );
});
