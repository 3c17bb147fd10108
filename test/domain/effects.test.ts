import ava from 'ava';
import {
  createEffect,
  defineEffect,
  parsePayload,
  toStoredKind,
} from '../../domain/effects/define-effect.ts';
import { decisionDm } from '../../domain/review/effects.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { cardEdit } from '../../domain/submissions/effects.ts';
import { deliverers } from '../../worker/deliverers.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

ava('stored kinds fit their column, and never change', (t) => {
  const kinds = deliverers.map(({ effect }) => toStoredKind(effect));
  t.true(kinds.every((kind) => kind.length <= 24));
  t.deepEqual(kinds.sort(), [
    'card.edit',
    'card.post',
    'dm.channel_lost',
    'dm.decision',
    'dm.file_failed',
    'dm.message',
    'dm.parked',
    'file.erase',
    'file.process',
    'files.expire',
    'link.resolve',
    'panel.post',
    'route.post',
    'thread.file',
    'thread.file_remove',
    'thread.intro',
    'thread.message',
    'thread.note',
    'thread.note.2',
    'thread.note_remove',
    'thread.notice',
    'thread.open',
    'thread.tidy',
    'track.describe',
    'uploads.erase',
  ]);
});

ava('a newer version of a kind is another kind to workers of the version before', (t) => {
  const kind = { kind: 'card.edit', subjectType: 'submission', payloadField: null } as const;
  t.is(toStoredKind(defineEffect({ ...kind, version: 2 })), 'card.edit.2');
});

ava('a payload is read as it was written; a row without its id is nothing of ours', (t) => {
  const { refId } = createEffect(decisionDm, submissionSubject(1), { eventId: 'e' });
  t.deepEqual(parsePayload(decisionDm, refId), { payload: { eventId: 'e' } });
  t.is(parsePayload(decisionDm, null), null);
  t.deepEqual(parsePayload(cardEdit, null), { payload: null });
});

test('rows name their subject, and the number that the version before reads', async (t) => {
  const { tenancy, guildId, operations, artist, createDemoInput } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const rows = await tenancy.read(guildId, async (db) =>
    db.table('outbox').orderBy('id').select('kind', 'number', 'subject_type', 'subject_id'),
  );
  const subject = { subject_type: 'submission', subject_id: '1' };
  t.deepEqual(
    rows.map(({ number, ...row }) => ({ ...row, number: Number(number) })),
    [
      { kind: 'thread.open', number: 1, ...subject },
      { kind: 'card.post', number: 1, ...subject },
    ],
  );
});

ava('more dead letters than a statement has values are delivered again', async (t) => {
  const { operations, tenancy, guildId, admin, newRequestId } = await createOperationsFixture(t);
  const COUNT = 22_000;
  const letters = Array.from({ length: COUNT }, (_, index) => ({
    id: `dead-${index}`,
    kind: toStoredKind(cardEdit),
    number: (index % 7) + 1,
    subject_type: 'submission',
    subject_id: String((index % 7) + 1),
    state: 'dead',
    created_at: 1,
    due_at: 1,
    attempts: 9,
  }));
  await tenancy.write(guildId, async (db) => {
    for (let start = 0; start < COUNT; start += 1_000)
      await db.table('outbox').insert(letters.slice(start, start + 1_000));
  });
  t.deepEqual(
    await operations.deliveries.deliverUndelivered(admin, { requestId: newRequestId() }),
    {
      demos: 7,
    },
  );
  const count = (table: 'outbox' | 'outbox_due') =>
    tenancy.read(guildId, (db) => db.table(table).where('id', 'like', 'dead-%').count({ n: '*' }));
  t.deepEqual(
    [await count('outbox'), await count('outbox_due')].map(([row]) => Number(row?.n)),
    [COUNT, COUNT],
  );
});
