import ava from 'ava';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
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
  const mia = createActor(guildId, 'Mia', { canView: (id) => id === STAFF_CHANNEL_ID });
  return {
    ...fixture,
    mia,
    assign: (assignee?: typeof mia, actor = staff) =>
      operations.assignments.assign(actor, { requestId: newRequestId(), subject, assignee }),
    unassign: (actor = staff) =>
      operations.assignments.unassign(actor, { requestId: newRequestId(), subject }),
    readAssignee: async () => (await operations.submissions.get(staff, 1)).assignee,
    listNumbers: async (assignee: 'me' | 'nobody', actor = staff) =>
      (await operations.submissions.list(actor, { assignee })).items.map(({ number }) => number),
    readOutboxKinds: () =>
      tenancy.read(guildId, async (db) => db.table('outbox').orderBy('id').pluck('kind')),
  };
}

test('a demo is taken, handed on and given back; each shows, once, in history and lists', async (t) => {
  const fixture = await createFixture(t);
  const { operations, staff, mia, assign, unassign, readAssignee, listNumbers } = fixture;
  const jonas = { id: staff.userId, name: 'Jonas' };
  t.is(await readAssignee(), null);
  t.deepEqual(await assign(), jonas);
  t.deepEqual(await assign(), jonas, 'it is theirs already');
  t.deepEqual(await readAssignee(), jonas);
  t.deepEqual(await listNumbers('me'), [1]);
  t.deepEqual(await listNumbers('me', mia), []);
  t.deepEqual(await listNumbers('nobody'), [2]);

  await assign(mia);
  const [second, first] = (await operations.submissions.list(staff, {})).items;
  t.is(second?.assignee, null);
  t.deepEqual(first?.assignee, { id: mia.userId, name: 'Mia' });
  t.deepEqual(await listNumbers('me'), []);
  await unassign();
  await unassign();
  t.is(await readAssignee(), null);
  t.deepEqual(await listNumbers('nobody'), [2, 1]);

  const { timeline } = await operations.submissions.get(staff, 1);
  t.deepEqual(
    timeline.flatMap((entry) =>
      entry.kind === 'assigned' || entry.kind === 'unassigned' ? [[entry.kind, entry.name]] : [],
    ),
    [
      ['assigned', null],
      ['assigned', 'Mia'],
      ['unassigned', 'Mia'],
    ],
  );
  t.deepEqual(await fixture.readOutboxKinds(), ['card.edit', 'card.edit', 'card.edit']);
});

test('only staff are assigned, by staff; what is refused changes nothing', async (t) => {
  const { operations, artist, guildId, newRequestId, assign, unassign, readAssignee, mia } =
    await createFixture(t);
  const refused = {
    code: 'invalid_input',
    details: { fields: [{ field: 'member', problem: 'assignee.not_staff' }] },
  };
  t.like(await t.throwsAsync(assign(artist)), refused);
  t.like(await t.throwsAsync(assign({ ...mia, guildId: '1' })), refused, 'staff elsewhere');
  t.like(await t.throwsAsync(assign(createActor(guildId, 'Gone'))), refused);
  await t.throwsAsync(assign(mia, artist), { code: 'not_found' });
  await t.throwsAsync(unassign(artist), { code: 'not_found' });
  t.is(await readAssignee(), null);
  await t.throwsAsync(
    operations.assignments.assign(mia, {
      ...{ requestId: newRequestId(), subject: submissionSubject(99), assignee: artist },
    }),
    { code: 'not_found' },
    'before anything is said of the person',
  );
});

test('the same request assigns once; with another person it is refused', async (t) => {
  const { operations, staff, mia, newRequestId, readAssignee } = await createFixture(t);
  const requestId = newRequestId();
  const { assign } = operations.assignments;
  const first = await assign(staff, { requestId, subject, assignee: mia });
  t.deepEqual(await assign(staff, { requestId, subject, assignee: { ...mia } }), first);
  await t.throwsAsync(assign(staff, { requestId, subject }), { code: 'conflict' });
  t.like(await readAssignee(), { name: 'Mia' });
});

test('whatever a database says, demos are shown, listed and assigned anew', async (t) => {
  const { tenancy, guildId, readAssignee, listNumbers, assign, unassign } = await createFixture(t);
  const row = {
    ...{ subject_type: 'submission', assignee_id: -1, assignee_name: '<@1>' },
    ...{ assigned_by_id: -1, assigned_by_name: '', assigned_at: -1 },
  };
  await tenancy.write(guildId, async (db) => {
    await db
      .table('assignments')
      .insert(
        ['1', 'x', '-1', '99999999999999999999'].map((subject_id) => ({ ...row, subject_id })),
      );
  });
  t.is(await readAssignee(), null);
  t.deepEqual(await listNumbers('nobody'), [2]);
  await unassign();
  await assign();
  t.like(await readAssignee(), { name: 'Jonas' });
});

test('many assignments are looked up for each row of the list', async (t) => {
  const { tenancy, guildId, staff, listNumbers, assign } = await createFixture(t);
  await assign();
  await tenancy.write(guildId, async (db) => {
    await db.table('assignments').insert(
      Array.from({ length: 2_000 }, (_, index) => ({
        ...{ subject_type: 'submission', subject_id: String(10_000 + index) },
        ...{ assignee_id: staff.userId, assignee_name: 'Jonas', assigned_at: 1 },
        ...{ assigned_by_id: staff.userId, assigned_by_name: 'Jonas' },
      })),
    );
  });
  t.deepEqual(await listNumbers('me'), [1]);
});

ava('a plan without assignment says which plan has it; what was assigned stays', async (t) => {
  const { operations, staff, artist, createDemoInput, newRequestId, tenancy, guildId } =
    await createOperationsFixture(t, { plan: 'starter' });
  await operations.submissions.submit(artist, createDemoInput());
  const refused = { code: 'plan_required', details: { values: { plan: 'pro' } } };
  const { assign, unassign } = operations.assignments;
  for (const call of [assign, unassign])
    t.like(await t.throwsAsync(call(staff, { requestId: newRequestId(), subject })), refused);
  await tenancy.write(guildId, async (db) => {
    await db.table('assignments').insert({
      ...{ subject_type: 'submission', subject_id: '1', assignee_id: staff.userId },
      ...{ assignee_name: 'Jonas', assigned_by_id: staff.userId, assigned_by_name: 'Jonas' },
      assigned_at: 1,
    });
  });
  t.like((await operations.submissions.get(staff, 1)).assignee, { name: 'Jonas' });
});
