import ava from 'ava';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { createOperationsFixture, type OperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
const first = submissionSubject(1);
const second = submissionSubject(2);

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
    add: (tag: string, subject = first) =>
      operations.tags.add(staff, { requestId: newRequestId(), subject, tag }),
    remove: (tag: string, subject = first) =>
      operations.tags.remove(staff, { requestId: newRequestId(), subject, tag }),
    readTagRows: () =>
      tenancy.read(guildId, async (db) => db.table('tags').orderBy('name').pluck('name')),
  };
}

const readHistory = ({ operations, staff }: OperationsFixture) =>
  operations.submissions
    .get(staff, 1)
    .then(({ timeline }) => timeline.filter((entry) => 'tag' in entry));

test('tags are added once, shown, in the history, and refresh the card', async (t) => {
  const fixture = await createFixture(t);
  const { operations, staff, tenancy, guildId, add } = fixture;
  t.deepEqual(await add('Techno'), ['Techno']);
  t.deepEqual(await add(' #hypnotic  groove '), ['hypnotic groove', 'Techno']);
  t.deepEqual(await add('TECHNO'), ['hypnotic groove', 'Techno'], 'is there already');
  t.deepEqual((await operations.submissions.get(staff, 1)).tags, ['hypnotic groove', 'Techno']);
  t.deepEqual((await operations.submissions.get(staff, 2)).tags, []);
  t.deepEqual(await add('techno', second), ['Techno'], 'written as at its first use');
  t.deepEqual(await operations.tags.list(staff), ['hypnotic groove', 'Techno']);
  t.deepEqual(
    (await readHistory(fixture)).map((entry) => [entry.kind, 'tag' in entry && entry.tag]),
    [
      ['tag_added', 'Techno'],
      ['tag_added', 'hypnotic groove'],
    ],
  );
  const outbox = await tenancy.read(guildId, async (db) =>
    db.table('outbox').orderBy('id').select('kind', 'number'),
  );
  t.deepEqual(
    outbox.map(({ kind, number }) => [kind, Number(number)]),
    [
      ['card.edit', 1],
      ['card.edit', 1],
      ['card.edit', 2],
    ],
  );
});

test('a tag that its last demo loses is no longer suggested', async (t) => {
  const fixture = await createFixture(t);
  const { operations, staff, add, remove } = fixture;
  await add('Techno');
  await add('techno', second);
  t.deepEqual(await remove('techno'), []);
  t.deepEqual(await operations.tags.list(staff), ['Techno']);
  t.deepEqual(await remove('techno'), [], 'it has none any more');
  t.deepEqual(await remove('Techno', second), []);
  t.deepEqual(await operations.tags.list(staff), []);
  t.deepEqual(
    (await readHistory(fixture)).map(({ kind }) => kind),
    ['tag_added', 'tag_removed'],
  );
});

test('a tag that is added while another demo loses it stays', async (t) => {
  const { operations, staff, add, remove, readTagRows } = await createFixture(t);
  for (let round = 0; round < 10; round++) {
    await add('Techno');
    await Promise.all([remove('Techno'), add('Techno', second)]);
    t.deepEqual((await operations.submissions.get(staff, 2)).tags, ['Techno'], `round ${round}`);
    t.deepEqual(await readTagRows(), ['Techno']);
    await remove('Techno', second);
    t.deepEqual(await readTagRows(), []);
  }
});

test('the inbox is filtered by tag, few or many demos', async (t) => {
  const { operations, staff, tenancy, guildId, add } = await createFixture(t);
  await add('Techno', second);
  const listNumbers = async (tag: string) =>
    (await operations.submissions.list(staff, { tag })).items.map(({ number }) => number);
  t.deepEqual(await listNumbers('techno'), [2]);
  t.deepEqual(await listNumbers('house'), []);
  // More than are listed by number: the tag is looked up for each row.
  await tenancy.write(guildId, async (db) => {
    const [row] = await db.table('subject_tags').select('tag_id');
    await db.table('subject_tags').insert(
      Array.from({ length: 2_000 }, (_, index) => ({
        subject_type: 'submission',
        subject_id: String(10_000 + index),
        tag_id: row!.tag_id,
        at: 1,
      })),
    );
  });
  t.deepEqual(await listNumbers('techno'), [2]);
});

test('limits and bad input are told, and change nothing', async (t) => {
  const { operations, staff, artist, newRequestId, tenancy, guildId, add, readTagRows } =
    await createFixture(t);
  for (const [tag, problem] of [
    ['', 'text.blank'],
    ['#', 'text.blank'],
    ['x'.repeat(33), 'text.too_long'],
    ['a\nb', 'text.control'],
  ] as const)
    await t
      .throwsAsync(add(tag), {
        code: 'invalid_input',
        message: /./,
      })
      .then((error) => t.like(error, { details: { fields: [{ field: 'tag', problem }] } }, tag));
  await t.throwsAsync(add('Techno', submissionSubject(99)), { code: 'not_found' });
  await t.throwsAsync(
    operations.tags.add(artist, { requestId: newRequestId(), subject: first, tag: 'x' }),
    { code: 'not_found' },
  );
  for (let index = 1; index <= 20; index++) await add(`tag ${index}`);
  t.like(await t.throwsAsync(add('one more')), {
    details: { fields: [{ field: 'tag', problem: 'tag.too_many', values: { max: 20 } }] },
  });
  t.deepEqual((await operations.submissions.get(staff, 1)).tags.at(-1), 'tag 20');
  await tenancy.write(guildId, async (db) => {
    await db.table('tags').insert(
      Array.from({ length: 180 }, (_, index) => ({
        id: `x${index}`,
        name: `x${index}`,
        created_at: 1,
      })),
    );
  });
  t.like(await t.throwsAsync(add('new', second)), {
    details: { fields: [{ field: 'tag', problem: 'tag.too_many_in_guild', values: { max: 200 } }] },
  });
  t.deepEqual(await add('tag 1', second), ['tag 1'], 'one that is in use');
  t.is((await readTagRows()).length, 200);
});

ava('a plan without tags says which plan has them', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const error = await t.throwsAsync(
    operations.tags.add(staff, { requestId: newRequestId(), subject: first, tag: 'x' }),
  );
  t.like(error, { code: 'plan_required', details: { values: { plan: 'pro' } } });
  await t.throwsAsync(operations.tags.list(artist), { code: 'not_found' });
});
