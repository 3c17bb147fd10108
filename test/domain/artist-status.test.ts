import ava, { type ExecutionContext } from 'ava';
import type { Status } from '../../domain/submissions/status.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
const UNDO_MS = 30_000;

/** A label whose clock the test moves, with one demo. */
async function createFixture(t: ExecutionContext) {
  let now = 1_800_000_000_000;
  const fixture = await createOperationsFixture(t, { plan: 'pro', now: () => now });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  await operations.submissions.submit(artist, createDemoInput());
  return {
    ...fixture,
    passTime: (ms: number) => {
      now += ms;
    },
    set: (status: Status) =>
      operations.review.setStatus(staff, { requestId: newRequestId(), number: 1, status }),
    withdraw: () =>
      operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 1 }),
    /** In both of the artist's views. */
    async seen() {
      const [listed] = await operations.submissions.listMine(artist);
      const {
        wasListenedTo,
        canCorrect: _,
        ...one
      } = await operations.submissions.getMine(artist, 1);
      t.false(wasListenedTo);
      t.deepEqual(listed, one);
      t.false('statusChangedAt' in one, 'when it changed would say that it was decided');
      return one.status;
    },
    readOutboxKinds: () =>
      tenancy.read(guildId, async (db) => db.table('outbox').orderBy('id').pluck('kind')),
  };
}

test('what is internal stays internal', async (t) => {
  const { seen, set } = await createFixture(t);
  t.is(await seen(), 'received');
  for (const status of ['needs_review', 'shortlisted', 'processed', 'contacted'] as const) {
    await set(status);
    t.is(await seen(), 'in_review', status);
  }
  await set('signed');
  t.is(await seen(), 'signed');
});

test('a decision is seen once it can no longer be undone', async (t) => {
  const { seen, set, passTime } = await createFixture(t);
  await set('approved');
  t.is(await seen(), 'received', 'as before the decision');
  await set('contacted');
  t.is(await seen(), 'received', 'whatever staff do meanwhile');
  passTime(UNDO_MS);
  t.is(await seen(), 'approved', 'contacted shows what was decided');
  await set('needs_review');
  t.is(await seen(), 'in_review');
  await set('rejected');
  t.is(await seen(), 'in_review');
  passTime(UNDO_MS);
  t.is(await seen(), 'passed');
});

test('a decision that a worker has in its hands, or failed to send, is seen', async (t) => {
  const { seen, set, tenancy, guildId } = await createFixture(t);
  await set('approved');
  const change = (row: object) =>
    tenancy.write(guildId, async (db) => {
      await db.table('outbox').where('kind', 'dm.decision').update(row);
    });
  await change({ state: 'leased' });
  t.is(await seen(), 'approved');
  await change({ state: 'waiting' });
  t.is(await seen(), 'received');
  await change({ first_sent_at: 1 });
  t.is(await seen(), 'approved');
  await change({ state: 'dead' });
  t.is(await seen(), 'approved');
});

test('the artist can withdraw what has no answer that they know of; its decision is dropped', async (t) => {
  const { seen, set, withdraw, passTime, readOutboxKinds, operations, staff } =
    await createFixture(t);
  await set('rejected');
  t.true((await readOutboxKinds()).includes('dm.decision'));
  await withdraw();
  t.is(await seen(), 'withdrawn');
  t.false((await readOutboxKinds()).some((kind) => /^(dm|route)\./.test(kind)));
  t.is((await operations.submissions.get(staff, 1)).decision, null);
  await t.throwsAsync(withdraw(), { code: 'not_allowed_now' });
  passTime(UNDO_MS);
  t.is(await seen(), 'withdrawn');
});

test('an answered demo cannot be withdrawn, and the refusal says what the artist sees', async (t) => {
  const { set, withdraw, passTime } = await createFixture(t);
  await set('rejected');
  await set('contacted');
  passTime(UNDO_MS);
  const error = await t.throwsAsync(withdraw(), { code: 'not_allowed_now' });
  t.like(error, { details: { values: { artistStatus: 'passed' } } });
});

test('a decided demo takes no second decision, whatever became of it, until it is reopened', async (t) => {
  const { set, operations, staff, newRequestId } = await createFixture(t);
  const decide = (decision: 'approved' | 'rejected') =>
    operations.review.decide(staff, { requestId: newRequestId(), number: 1, decision });
  await decide('approved');
  for (const status of ['contacted', 'processed', 'signed'] as const) {
    await set(status);
    const error = await t.throwsAsync(decide('rejected'), { code: 'already_decided' }, status);
    t.like(error, { details: { values: { status: 'approved', by: 'Jonas' } } });
  }
  await set('in_queue');
  await set('signed');
  const error = await t.throwsAsync(decide('rejected'), { code: 'already_decided' });
  t.like(error, { details: { values: { status: 'signed', by: '' } } });
  await set('needs_review');
  await decide('rejected');
});
