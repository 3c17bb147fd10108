import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

test('reasons are saved, changed, moved and removed, and a decision says what they said then', async (t) => {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, staff, artist, createDemoInput, newRequestId } = fixture;
  const { add, change, move, remove, list } = operations.savedReasons;
  const save = (title: string, text: string) =>
    add(staff, { requestId: newRequestId(), title, text });
  const titles = async () => (await list(staff)).map(({ title }) => title);
  const request = { requestId: newRequestId(), title: 'Full', text: 'We’re full\nuntil autumn.' };
  const { reasonId } = await add(staff, request);
  t.deepEqual(await add(staff, request), { reasonId }, 'sent twice it is saved once');
  await save('Mix', 'The mix isn’t there yet.');
  await save('Genre', 'It’s not our genre.');
  t.deepEqual(await titles(), ['Full', 'Mix', 'Genre']);
  await move(staff, { requestId: newRequestId(), reasonId, direction: 'down' });
  await move(staff, { requestId: newRequestId(), reasonId, direction: 'down' });
  await move(staff, { requestId: newRequestId(), reasonId, direction: 'down' });
  t.deepEqual(await titles(), ['Mix', 'Genre', 'Full']);
  await t.throwsAsync(save('ＭＩＸ', 'Again.'), { code: 'invalid_input' });

  const reject = async (given: { reason?: string; savedReasonId?: string }) => {
    const { number } = await operations.submissions.submit(artist, createDemoInput());
    const { reason } = await operations.review.decide(staff, {
      ...{ requestId: newRequestId(), number, decision: 'rejected' as const, ...given },
    });
    return reason;
  };
  t.is(await reject({ savedReasonId: reasonId }), 'We’re full\nuntil autumn.');
  t.is(
    await reject({ savedReasonId: reasonId, reason: ' Send it in October. ' }),
    'We’re full\nuntil autumn.\n\nSend it in October.',
  );
  const tooLong = await t.throwsAsync(
    reject({ savedReasonId: reasonId, reason: 'x'.repeat(990) }),
    { code: 'invalid_input' },
  );
  t.like(tooLong, { details: { fields: [{ field: 'reason', problem: 'text.too_long' }] } });

  const [, , full] = await list(staff);
  const changed = {
    reasonId,
    title: 'Full',
    text: 'Full until May.',
    revision: full?.revision ?? -1,
  };
  await change(staff, changed);
  await change(staff, changed);
  await t.throwsAsync(change(staff, { ...changed, text: 'Full until June.' }), {
    code: 'conflict',
  });
  await t.throwsAsync(change(staff, { ...changed, title: 'mix', revision: 1 }), {
    code: 'invalid_input',
  });
  const { number } = await operations.submissions.submit(artist, createDemoInput());
  await operations.review.setStatus(staff, {
    ...{ requestId: newRequestId(), number, status: 'rejected' as const, savedReasonId: reasonId },
  });
  t.deepEqual(await remove(staff, { reasonId }), { title: 'Full' });
  t.is(await remove(staff, { reasonId }), null);
  t.is((await operations.submissions.get(staff, number)).decision?.reason, 'Full until May.');
  const gone = await t.throwsAsync(reject({ savedReasonId: reasonId }), { code: 'invalid_input' });
  t.like(gone, { details: { fields: [{ field: 'savedReasonId', problem: 'reason.gone' }] } });
  await t.throwsAsync(change(staff, changed), { code: 'not_found' });
});

test('saved reasons are for staff and bounded, whatever a customer database holds', async (t) => {
  const { operations, staff, artist, tenancy, guildId, newRequestId } =
    await createOperationsFixture(t, { plan: 'pro' });
  const { add, list } = operations.savedReasons;
  const newReason = (title: string) => ({ requestId: newRequestId(), title, text: 'No.' });
  await t.throwsAsync(list(artist), { code: 'not_found' });
  await t.throwsAsync(add(artist, newReason('Mine')), { code: 'not_found' });
  const added = await Promise.allSettled(
    Array.from({ length: 27 }, (_, index) => add(staff, newReason(`Reason ${index}`))),
  );
  t.is(added.filter(({ status }) => status === 'fulfilled').length, 25, 'also at once');
  const refused = await t.throwsAsync(add(staff, newReason('One more')), { code: 'invalid_input' });
  t.like(refused, { details: { fields: [{ problem: 'reason.too_many', values: { max: 25 } }] } });
  t.is((await list(staff)).length, 25);
  await tenancy.write(guildId, async (db) => {
    await db.table('saved_reasons').where('position', '>', 2).delete();
    await db.table('saved_reasons').insert(
      ['<@everyone>', ' '].map((id, position) => ({
        ...{ id, name: 'x', content: 'x', position, revision: 0 },
        ...{ changed_by_id: '1', changed_by_name: 'x', changed_at: 0 },
      })),
    );
  });
  t.is((await list(staff)).length, 2, 'ids that are none of ours are left out');
});

ava('without the plan nobody saves or uses them, and they stay', async (t) => {
  const { operations, staff, artist, tenancy, guildId, createDemoInput, newRequestId } =
    await createOperationsFixture(t, { plan: 'starter' });
  const { add, list } = operations.savedReasons;
  const reason = { requestId: newRequestId(), title: 'Full', text: 'We’re full.' };
  await t.throwsAsync(add(staff, reason), { code: 'plan_required' });
  await t.throwsAsync(list(staff), { code: 'plan_required' });
  const savedReasonId = await tenancy.write(guildId, async (db) => {
    const id = db.newId();
    await db.table('saved_reasons').insert({
      ...{ id, name: 'Full', content: 'We’re full.', position: 1, revision: 0 },
      ...{ changed_by_id: '1', changed_by_name: 'x', changed_at: 0 },
    });
    return id;
  });
  const { number } = await operations.submissions.submit(artist, createDemoInput());
  const decision = { number, decision: 'rejected' as const, savedReasonId };
  await t.throwsAsync(operations.review.decide(staff, { requestId: newRequestId(), ...decision }), {
    code: 'plan_required',
  });
});
