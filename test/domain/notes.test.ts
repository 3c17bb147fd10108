import ava from 'ava';
import { loadNote } from '../../domain/notes/load-note.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import {
  createActor,
  createOperationsFixture,
  STAFF_CHANNEL_ID,
} from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
const first = submissionSubject(1);
const second = submissionSubject(2);
const DURATION_MS = 222_000;

/** A label on Pro: a demo with a link and a file whose duration is known, and one with a file only. */
async function createFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { operations, artist, staff, tenancy, guildId, createDemoInput, newRequestId } = fixture;
  const files = [{ name: 'glass.wav', url: 'https://cdn.discordapp.com/x.wav', sizeBytes: 9 }];
  await operations.submissions.submit(artist, createDemoInput({ files }));
  await operations.submissions.submit(artist, createDemoInput({ files, trackUrl: '' }));
  const readFileId = async (number: number) =>
    (await operations.submissions.get(staff, number)).files[0]?.id ?? '';
  const [fileId, otherFileId] = [await readFileId(1), await readFileId(2)];
  await tenancy.write(guildId, async (db) => {
    await db.table('file_audio').insert({ file_id: fileId, duration_ms: DURATION_MS, at: 1 });
    await db.table('outbox').delete();
  });
  type Add = Partial<Parameters<typeof operations.notes.add>[1]>;
  return {
    ...fixture,
    fileId,
    otherFileId,
    add: (body: string, options: Add = {}, actor = staff) =>
      operations.notes.add(actor, { requestId: newRequestId(), subject: first, body, ...options }),
    remove: (noteId: string, actor = staff, subject = first) =>
      operations.notes.remove(actor, { requestId: newRequestId(), subject, noteId }),
    list: (actor = staff, subject = first) => operations.notes.list(actor, subject),
    readOutbox: () =>
      tenancy.read(guildId, async (db) =>
        db.table('outbox').orderBy('id').select('kind', 'ref_id'),
      ),
    readHistory: async () =>
      (await operations.submissions.get(staff, 1)).timeline.filter(({ kind }) => /note/.test(kind)),
  };
}

test('a note is about the demo, a moment of its file, or one of its link', async (t) => {
  const { add, list, fileId, readOutbox, readHistory, staff } = await createFixture(t);
  const plain = await add('  Reminds me of Burial.\r\nPlay it to Ana. ');
  const ofFile = await add('The break', { fileId, positionMs: 83_400 });
  const ofLink = await add('@everyone', { positionMs: 0 });
  const base = { authorId: staff.userId, authorName: 'Jonas', canRemove: true };
  const notes = await list();
  t.deepEqual(
    notes.map(({ createdAt, ...note }) => note),
    [
      {
        ...base,
        id: plain.noteId,
        body: 'Reminds me of Burial.\nPlay it to Ana.',
        fileId: null,
        positionMs: null,
      },
      { ...base, id: ofFile.noteId, body: 'The break', fileId, positionMs: 83_400 },
      { ...base, id: ofLink.noteId, body: '@everyone', fileId: null, positionMs: 0 },
    ],
  );
  t.true(notes.every(({ createdAt }) => Math.abs(createdAt - Date.now()) < 600_000));
  t.deepEqual(await list(staff, second), []);
  t.deepEqual(
    (await readOutbox()).map(({ kind, ref_id }) => [kind, ref_id]),
    [plain, ofFile, ofLink].map(({ noteId }) => ['thread.note', noteId]),
  );
  const history = await readHistory();
  t.like(history, [
    { kind: 'note_added', actorName: 'Jonas', fileName: null, positionMs: null },
    { kind: 'note_added', fileName: 'glass.wav', positionMs: 83_400 },
    { kind: 'note_added', fileName: null, positionMs: 0 },
  ]);
  t.false(JSON.stringify(history).includes('Burial'), 'the text is in its own row only');
});

test('the same request adds one note', async (t) => {
  const { add, list, newRequestId } = await createFixture(t);
  const requestId = newRequestId();
  const once = await add('Once', { requestId });
  t.deepEqual(await add('Once', { requestId }), once);
  t.is((await list()).length, 1);
});

test('who wrote a note may remove it, and an admin; its text is gone with it', async (t) => {
  const { add, remove, list, admin, staff, tenancy, guildId, readOutbox, readHistory } =
    await createFixture(t);
  const colleague = { ...staff, userId: '800000000000000077', name: 'Ana' };
  const { noteId } = await add('Mine');
  const ofAna = await add('Hers', {}, colleague);
  t.deepEqual(
    (await list()).map(({ canRemove }) => canRemove),
    [true, false],
  );
  t.deepEqual(
    (await list(admin)).map(({ canRemove }) => canRemove),
    [true, true],
  );
  await t.throwsAsync(remove(ofAna.noteId), { code: 'not_found' });
  await t.throwsAsync(remove(noteId, staff, second), { code: 'not_found' });
  await remove(noteId);
  await t.throwsAsync(remove(noteId), { code: 'not_found' });
  await remove(ofAna.noteId, admin);
  t.deepEqual(await list(), []);
  t.deepEqual(
    (await readOutbox()).map(({ kind, ref_id }) => [kind, ref_id]),
    [
      ['thread.note', noteId],
      ['thread.note', ofAna.noteId],
      ['thread.note_remove', noteId],
      ['thread.note_remove', ofAna.noteId],
    ],
  );
  t.deepEqual(
    (await readHistory()).map(({ kind, actorName }) => [kind, actorName]),
    [
      ['note_added', 'Jonas'],
      ['note_added', 'Ana'],
      ['note_removed', 'Jonas'],
      ['note_removed', 'Mara'],
    ],
  );
  const bodies = await tenancy.read(guildId, async (db) => db.table('notes').pluck('body'));
  t.deepEqual(bodies, ['', '']);
});

test('bad input is told, and changes nothing', async (t) => {
  const { add, list, fileId, otherFileId, readOutbox, operations, staff, newRequestId } =
    await createFixture(t);
  const refusals = [
    [add(''), 'body', 'text.blank'],
    [add('x'.repeat(2_001)), 'body', 'text.too_long'],
    [add('a\u0007b'), 'body', 'text.control'],
    [add('x', { positionMs: -1 }), 'positionMs', 'number.small'],
    [add('x', { positionMs: 1.5 }), 'positionMs', 'number.whole'],
    [add('x', { positionMs: 86_400_001 }), 'positionMs', 'note.after_end'],
    [add('x', { fileId, positionMs: DURATION_MS + 1 }), 'positionMs', 'note.after_end'],
    [add('x', { fileId: otherFileId, positionMs: 1 }), 'fileId', 'note.no_file'],
    [add('x', { fileId: crypto.randomUUID() }), 'fileId', 'note.no_file'],
    [add('x', { fileId: '../x' }), 'fileId', 'id.malformed'],
    [add('x', { subject: second, positionMs: 1 }), 'positionMs', 'note.no_track'],
  ] as const;
  for (const [refusal, field, problem] of refusals) {
    const error = await t.throwsAsync(refusal, { code: 'invalid_input' });
    t.like(error, { details: { fields: [{ field, problem }] } }, problem);
  }
  await t.throwsAsync(add('x', { subject: submissionSubject(99) }), { code: 'not_found' });
  t.deepEqual(await list(), []);
  t.deepEqual(await readOutbox(), []);
  await add('Its end', { fileId, positionMs: DURATION_MS });
  await add('Its duration is not known yet', {
    subject: second,
    fileId: otherFileId,
    positionMs: 80_000_000,
  });
  await operations.files.remove(staff, { requestId: newRequestId(), fileId });
  t.like(await t.throwsAsync(add('x', { fileId, positionMs: 1 })), {
    details: { fields: [{ field: 'fileId', problem: 'note.no_file' }] },
  });
  t.like(await list(), [{ fileId, positionMs: DURATION_MS }], 'those of a removed file stay');
});

test('a demo has 500 notes at most; what a database holds beyond is not read', async (t) => {
  const { add, list, remove, tenancy, guildId } = await createFixture(t);
  const { noteId } = await add('The first');
  const row = (index: number) => ({
    subject_type: 'submission',
    subject_id: '1',
    id: `f${String(index).padStart(35, '0')}`,
    author_id: '1',
    author_name: 'x',
    source: 'dashboard',
    body: 'x',
    position_ms: -1,
    created_at: 1,
  });
  await tenancy.write(guildId, async (db) => {
    await db.table('notes').insert(Array.from({ length: 499 }, (_, index) => row(index)));
  });
  t.like(await t.throwsAsync(add('x')), {
    details: { fields: [{ field: 'body', problem: 'note.too_many', values: { max: 500 } }] },
  });
  await remove(noteId);
  await add('x');
  await tenancy.write(guildId, async (db) => {
    await db.table('notes').insert([row(500), row(501)]);
  });
  const notes = await list();
  t.is(notes.length, 500);
  t.is(notes[1]?.positionMs, null, 'a position that none of ours is');
});

ava('only staff of the guild, on a plan that has notes', async (t) => {
  const { add, list, remove, artist, fileId } = await createFixture(t);
  const { noteId } = await add('x');
  await t.throwsAsync(add('x', {}, artist), { code: 'not_found' });
  await t.throwsAsync(list(artist), { code: 'not_found' });
  await t.throwsAsync(remove(noteId, artist), { code: 'not_found' });
  const foreign = await createFixture(t);
  t.deepEqual(await foreign.list(), []);
  await t.throwsAsync(foreign.remove(noteId, foreign.admin), { code: 'not_found' });
  t.like(await t.throwsAsync(foreign.add('x', { fileId })), {
    details: { fields: [{ field: 'fileId', problem: 'note.no_file' }] },
  });
  t.is((await list()).length, 1);
  const free = await createOperationsFixture(t);
  await free.operations.submissions.submit(free.artist, free.createDemoInput());
  const input = { requestId: free.newRequestId(), subject: first, body: 'x' };
  const refused = { code: 'plan_required', details: { values: { plan: 'pro' } } };
  t.like(await t.throwsAsync(free.operations.notes.add(free.staff, input)), refused);
  t.like(await t.throwsAsync(free.operations.notes.list(free.staff, first)), refused);
});

test('a note notifies whom it mentions, if they can see the thread', async (t) => {
  const { operations, tenancy, guildId, staff, artist, newRequestId, add, list, readOutbox } =
    await createFixture(t);
  const mia = createActor(guildId, 'Mia', { canView: (id) => id === STAFF_CHANNEL_ID });
  const stranger = { ...mia, userId: '600000000000000002', guildId: '1' };
  const { noteId, mentionedIds } = await add('@Mia @KITE', { mentions: [mia, artist, stranger] });
  t.deepEqual(mentionedIds, [mia.userId]);
  const load = (id: string) => tenancy.read(guildId, (db) => loadNote(db, 1, id));
  t.deepEqual((await load(noteId))?.note?.mentionIds, [mia.userId]);
  const silent = await add('@KITE', { mentions: [artist] });
  t.deepEqual(silent.mentionedIds, []);
  t.deepEqual((await load(silent.noteId))?.note?.mentionIds, []);
  t.deepEqual(
    (await readOutbox()).map(({ kind }) => kind),
    ['thread.note.2', 'thread.note'],
    'the version before leaves the first one to newer workers',
  );
  t.is((await list()).length, 2);

  const request = { requestId: newRequestId(), subject: first, body: 'Once' };
  const once = await operations.notes.add(staff, { ...request, mentions: [mia] });
  t.deepEqual(await operations.notes.add(staff, { ...request, mentions: [{ ...mia }] }), once);
  await t.throwsAsync(operations.notes.add(staff, request), { code: 'conflict' });
  await t.throwsAsync(add('Everybody', { mentions: Array(11).fill(mia) }), {
    code: 'invalid_input',
  });
  for (const data of [
    '{',
    '{"mentionIds":["<@&1>"]}',
    `{"mentionIds":${JSON.stringify(Array(99).fill('1'))}}`,
  ]) {
    await tenancy.write(guildId, async (db) => {
      await db.table('events').where('id', noteId).update({ data });
    });
    t.deepEqual((await load(noteId))?.note?.mentionIds, [], data.slice(0, 30));
  }
});
