import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
/** Of what differs by engine, or comes from people. */
const testEveryDay = forEachPlacement(ava);

testEveryDay('a history that both versions wrote is one timeline, each event once', async (t) => {
  const { tenancy, operations, staff, artist, guildId, createDemoInput, newRequestId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  await operations.review.decide(staff, {
    requestId: newRequestId(),
    number: 1,
    decision: 'approved',
    reason: 'Strong second half.',
  });
  const before = (await operations.submissions.get(staff, 1)).timeline;
  t.deepEqual(
    before.map(({ kind, actorName }) => [kind, actorName]),
    [
      ['submitted', artist.name],
      ['status', staff.name],
    ],
  );
  const written = await tenancy.read(guildId, async (db) => ({
    events: await db.table('events').where('subject_type', 'submission').orderBy('id').select(),
    legacyEvents: await db.table('submission_events').orderBy('id').select(),
  }));
  t.deepEqual(
    written.events.map(({ id }) => id),
    written.legacyEvents.map(({ id }) => id),
    'what this version writes, the version before can read',
  );

  // As the version before does: without a row in `events`.
  await tenancy.write(guildId, async (db) => {
    await db.table('events').where('subject_type', 'submission').delete();
  });
  const detail = await operations.submissions.get(staff, 1);
  t.deepEqual(detail.timeline, before);
  t.like(detail.decision, { status: 'approved', byName: staff.name });
  await t.throwsAsync(
    operations.review.decide(staff, { requestId: newRequestId(), number: 1, decision: 'rejected' }),
    { code: 'already_decided' },
  );
  t.is(await operations.review.undo(staff, { requestId: newRequestId(), number: 1 }), 'in_queue');
});

test("settings and storage changes are in the guild's history", async (t) => {
  const { tenancy, operations, admin, guildId } = await createOperationsFixture(t);
  await operations.settings.renameLabel(admin, { labelName: 'Dawnrise' });
  await operations.storage.setDeferring(admin, { isEnabled: false });
  const rows = await tenancy.read(guildId, async (db) =>
    db.table('events').where({ subject_type: 'guild', subject_id: guildId }).orderBy('id').select(),
  );
  const history = rows.map(({ kind, actor_id, data }) => [kind, actor_id, JSON.parse(data)]);
  t.deepEqual(history.slice(0, 2), [
    ['settings.start', admin.userId, { labelName: 'Nightfall' }],
    ['settings.staff_channel', admin.userId, { staffChannelId: '700000000000000001' }],
  ]);
  t.deepEqual(history.slice(-2), [
    ['settings.rename', admin.userId, { labelName: 'Dawnrise' }],
    ['storage.parking_off', admin.userId, { target: null }],
  ]);
});
