import { randomBytes } from 'node:crypto';
import ava from 'ava';
import { bindOperations } from '../../domain/index.ts';
import { recordErased, takeErasable } from '../../domain/uploads/erase.ts';
import { MAX_OPEN_SESSIONS, SESSION_TTL_MS } from '../../domain/uploads/limits.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);

const PART_BYTES = 5 * 1_024 ** 2;
const WAV = { format: 'wav', contentType: 'audio/wav', isAudio: true };
const EXE = { format: 'other', contentType: 'application/octet-stream', isAudio: false };
const FORM = { artistName: 'KITE', trackTitle: 'Glass Horizon', message: 'Masters.' };

async function* stream(content: Buffer) {
  for (let offset = 0; offset < content.length; offset += 1_000_000)
    yield content.subarray(offset, offset + 1_000_000);
}

async function createFixture(t: Parameters<typeof createOperationsFixture>[0], plan = 'pro') {
  const fixture = await createOperationsFixture(t, { plan });
  const { operations, artist, staff, tenancy, guildId, newRequestId } = fixture;
  const start = async (input: object = { form: FORM }, actor = artist) =>
    (await operations.uploads.start(actor, { requestId: newRequestId(), ...input })).sessionId;
  const add = async (sessionId: string, name: string, sizeBytes: number, actor = artist) =>
    (
      await operations.uploads.add(actor, {
        requestId: newRequestId(),
        sessionId,
        name,
        sizeBytes,
      })
    ).uploadId;
  const receive = async (
    sessionId: string,
    uploadId: string,
    content: Buffer,
    { offset = 0, sniffed = WAV, actor = artist } = {},
  ) => {
    const upload = await operations.uploads.open(actor, { sessionId, uploadId });
    return upload.receive(stream(content), { offset, sniff: () => sniffed, sniffedBytes: 65_536 });
  };
  return {
    ...fixture,
    start,
    add,
    receive,
    finish: (sessionId: string, actor = artist) =>
      operations.uploads.finish(actor, { sessionId, requestId: newRequestId() }),
    get: (sessionId: string, actor = artist) => operations.uploads.get(actor, { sessionId }),
    detail: (number = 1) => operations.submissions.get(staff, number),
    /** As a worker does it. */
    async erase(sessionId: string) {
      const erasable = await tenancy.write(guildId, (db) => takeErasable(db, sessionId));
      const { uploads } = await tenancy.files(guildId);
      for (const upload of erasable.started) await uploads.abort(upload);
      await tenancy.write(guildId, (db) => recordErased(db, sessionId, erasable));
      return erasable.uploadIds.length;
    },
    countRows: (table: 'uploads' | 'upload_sessions') =>
      tenancy.read(guildId, async (db) => (await db.table(table).select('id')).length),
  };
}

test('a demo is sent with its uploaded files, once', async (t) => {
  const { start, add, receive, finish, get, detail, countRows } = await createFixture(t);
  const content = randomBytes(PART_BYTES + 5_000);
  const sessionId = await start();
  t.like(await get(sessionId), {
    number: null,
    labelName: 'Nightfall',
    trackTitle: 'Glass Horizon',
    sentNumber: null,
    uploads: [],
    limits: { maxFileBytes: 500_000_000, maxFiles: 10 },
  });
  await t.throwsAsync(finish(sessionId), { code: 'invalid_input' });
  const uploadId = await add(sessionId, 'masters/glass.wav', content.length);
  t.is(await receive(sessionId, uploadId, content.subarray(0, PART_BYTES + 10)), PART_BYTES);
  await t.throwsAsync(finish(sessionId), { code: 'invalid_input' });
  t.like((await get(sessionId)).uploads[0], { name: 'glass.wav', receivedBytes: PART_BYTES });
  await t.throwsAsync(receive(sessionId, uploadId, content), { code: 'conflict' });
  const rest = content.subarray(PART_BYTES);
  t.is(await receive(sessionId, uploadId, rest, { offset: PART_BYTES }), content.length);

  t.deepEqual(await finish(sessionId), { number: 1 });
  t.deepEqual(await finish(sessionId), { number: 1 });
  const demo = await detail();
  t.like(demo, { trackTitle: 'Glass Horizon', trackUrl: null, message: 'Masters.' });
  t.is(demo.files.length, 1);
  t.like(demo.files[0], { id: uploadId, name: 'glass.wav', state: 'stored', format: 'wav' });
  t.is((await get(sessionId)).sentNumber, 1);
  t.is(await countRows('uploads'), 0);
  await t.throwsAsync(add(sessionId, 'late.wav', 10), { code: 'upload_expired' });
});

test('answers to the label’s questions come with the files, and are in the message for the version before', async (t) => {
  const { start, add, receive, finish, detail, ...fixture } = await createFixture(t);
  const answers = [
    { partId: 'rights', question: 'Who owns it?', values: ['Me'] },
    { partId: 'genre', question: 'Genre', values: ['Techno'] },
  ];
  const sessionId = await start({ form: { ...FORM, message: 'Hello', answers } });
  const stored = await fixture.tenancy.read(fixture.guildId, (db) =>
    db.table('upload_sessions').where('id', sessionId).first('form'),
  );
  t.is(JSON.parse(String(stored?.form)).message, 'Hello\nTechno\nWho owns it?: Me');
  await receive(sessionId, await add(sessionId, 'glass.wav', 10), randomBytes(10));
  t.deepEqual(await finish(sessionId), { number: 1 });
  t.like(await detail(), {
    ...{ message: 'Hello', genre: 'Techno' },
    answers: [{ question: 'Who owns it?', answer: 'Me' }],
  });
});

test('files are added to a demo that was not answered yet', async (t) => {
  const { operations, artist, staff, start, add, receive, finish, detail, ...fixture } =
    await createFixture(t);
  await operations.submissions.submit(artist, fixture.createDemoInput());
  const sessionId = await start({ number: 1 });
  const uploadId = await add(sessionId, 'stems.zip', 1_000);
  const zip = { format: 'zip', contentType: 'application/zip', isAudio: false };
  await receive(sessionId, uploadId, randomBytes(1_000), { sniffed: zip });
  t.deepEqual(await finish(sessionId), { number: 1 });
  const demo = await detail();
  t.is(demo.files[0]?.name, 'stems.zip');
  t.true(demo.timeline.some((entry) => entry.kind === 'file_added' && entry.name === 'stems.zip'));

  const late = await start({ number: 1 });
  await receive(late, await add(late, 'late.wav', 10), randomBytes(10));
  await operations.submissions.withdraw(artist, { number: 1, requestId: fixture.newRequestId() });
  await t.throwsAsync(finish(late), { code: 'not_allowed_now' });
  await t.throwsAsync(start({ number: 1 }), { code: 'not_allowed_now' });
  t.is((await operations.submissions.get(staff, 1)).files.length, 1);
});

test('exactly the files that their sender sees are sent', async (t) => {
  const fixture = await createFixture(t);
  const { operations, artist, tenancy, guildId, start, add, receive, erase, detail } = fixture;
  const sessionId = await start();
  const upload = async (name: string) => {
    const uploadId = await add(sessionId, name, 1_000);
    await receive(sessionId, uploadId, randomBytes(1_000));
    return uploadId;
  };
  const send = (uploadIds: string[], deps = fixture.operations) =>
    deps.uploads.finish(artist, { sessionId, uploadIds, requestId: fixture.newRequestId() });
  const drop = (uploadId: string) =>
    tenancy.write(guildId, (db) => db.table('uploads').where('id', uploadId).delete());
  const [first, second, third] = [
    await upload('first.wav'),
    await upload('second.wav'),
    await upload('third.wav'),
  ];
  // A request that was repeated, because its answer was lost, adds one that nobody sees.
  await add(sessionId, 'first.wav', 1_000);

  // As a move to another region does.
  await drop(first);
  const error = await t.throwsAsync<Error & { details: { fields: { problem: string }[] } }>(
    send([first, second, third]),
    { code: 'invalid_input' },
  );
  t.is(error?.details.fields[0]?.problem, 'file.changed');
  // And while it is being sent.
  const files = await tenancy.files(guildId);
  const racing = bindOperations({
    tenancy: {
      ...tenancy,
      files: async () => ({
        ...files,
        uploads: {
          ...files.uploads,
          async complete(...of: Parameters<typeof files.uploads.complete>) {
            const stored = await files.uploads.complete(...of);
            await drop(third);
            return stored;
          },
        },
      }),
    },
    now: Date.now,
    discordUrl: 'https://discord.test',
  });
  await t.throwsAsync(send([second, third], racing), { code: 'conflict' });

  t.deepEqual(await send([second]), { number: 1 });
  t.deepEqual(
    (await detail()).files.map(({ name }) => name),
    ['second.wav'],
  );
  t.is(await erase(sessionId), 1, 'what nobody sent is erased');
  t.is(await fixture.countRows('uploads'), 0);
  t.deepEqual(await operations.uploads.finish(artist, { sessionId, requestId: 'test:other' }), {
    number: 1,
  });
});

test('nobody else sees, fills or sends an artist’s session', async (t) => {
  const { guildId, staff, operations, createDemoInput, artist, ...fixture } =
    await createFixture(t);
  const { start, add, receive, finish, get } = fixture;
  const sessionId = await start();
  const uploadId = await add(sessionId, 'glass.wav', 10);
  await operations.submissions.submit(artist, createDemoInput());
  for (const other of [createActor(guildId, 'Rook'), staff]) {
    await t.throwsAsync(get(sessionId, other), { code: 'not_found' });
    await t.throwsAsync(add(sessionId, 'x.wav', 1, other), { code: 'not_found' });
    await t.throwsAsync(receive(sessionId, uploadId, randomBytes(10), { actor: other }), {
      code: 'not_found',
    });
    await t.throwsAsync(finish(sessionId, other), { code: 'not_found' });
    await t.throwsAsync(start({ number: 1 }, other), { code: 'not_found' });
  }
});

test('a file that would not be kept is refused by name, before or while it comes', async (t) => {
  const { start, add, receive, get, erase, operations, staff } = await createFixture(t);
  const sessionId = await start();
  const refused = async (work: Promise<unknown>, problem: string) => {
    const error = await t.throwsAsync<Error & { details: { fields: { problem: string }[] } }>(
      work,
      { code: 'invalid_input' },
    );
    t.is(error?.details.fields[0]?.problem, problem);
  };
  await refused(add(sessionId, 'glass.wav', 500_000_001), 'file.too_large');
  await refused(add(sessionId, 'glass.wav', 0), 'file.empty');
  await refused(add(sessionId, 'glass.exe', 10), 'file.type');
  const uploadId = await add(sessionId, 'glass.wav', 100_000);
  const content = randomBytes(100_000);
  // Too little to tell what it is.
  t.is(await receive(sessionId, uploadId, content.subarray(0, 10), { sniffed: EXE }), 0);
  await refused(receive(sessionId, uploadId, content, { sniffed: EXE }), 'file.type');
  t.deepEqual((await get(sessionId)).uploads, []);
  t.is(await erase(sessionId), 1);

  for (let index = 0; index < 10; index++) await add(sessionId, `${index}.wav`, 400_000_000);
  await refused(add(sessionId, 'eleventh.wav', 1), 'file.too_many');
  t.like(await operations.files.getUsage(staff), { bytes: 4_000_000_000 });
});

test('the label’s quota counts what is being uploaded', async (t) => {
  const { start, add, get } = await createFixture(t);
  // 100 GB, of ten files of 500 MB in each session.
  for (let index = 0; index < 4; index++) {
    const sessionId = await start();
    for (let file = 0; file < 10; file++) await add(sessionId, `${file}.wav`, 499_000_000);
  }
  const { limits } = await get(await start());
  t.is(limits.remainingBytes, 100_000_000_000 - 40 * 499_000_000);
});

test('of two requests for one file, the later one has it', async (t) => {
  const { start, add, operations, artist, get } = await createFixture(t);
  const sessionId = await start();
  const content = randomBytes(2 * PART_BYTES);
  const uploadId = await add(sessionId, 'glass.wav', content.length);
  const open = () => operations.uploads.open(artist, { sessionId, uploadId });
  const { promise: isTaken, resolve: take } = Promise.withResolvers<void>();
  const { promise: hasStalled, resolve: stall } = Promise.withResolvers<void>();
  const stalled = async function* () {
    yield content.subarray(0, 100_000);
    stall();
    await isTaken;
    yield content.subarray(100_000);
  };
  const options = { offset: 0, sniff: () => WAV, sniffedBytes: 65_536 };
  const first = (await open()).receive(stalled(), options);
  await hasStalled;
  t.is(await (await open()).receive(stream(content), options), content.length);
  take();
  await t.throwsAsync(first, { code: 'conflict' });
  t.is((await get(sessionId)).uploads[0]?.receivedBytes, content.length);
});

test('what is over is erased, and cannot be sent', async (t) => {
  const { start, add, receive, finish, erase, get, countRows, ...fixture } = await createFixture(t);
  const { operations, artist, newRequestId, tenancy, guildId } = fixture;
  const sessionId = await start();
  const uploadId = await add(sessionId, 'glass.wav', 1_000);
  await receive(sessionId, uploadId, randomBytes(1_000));
  await operations.uploads.remove(artist, { sessionId, uploadId, requestId: newRequestId() });
  await t.throwsAsync(finish(sessionId), { code: 'invalid_input' });
  await receive(sessionId, await add(sessionId, 'other.wav', 1_000), randomBytes(1_000));
  // Only what was removed.
  t.is(await erase(sessionId), 1);
  t.is((await get(sessionId)).uploads.length, 1);

  await tenancy.write(guildId, async (db) => {
    await db.table('upload_sessions').update({ expires_at: db.now - 1 });
  });
  await t.throwsAsync(finish(sessionId), { code: 'upload_expired' });
  t.is(await erase(sessionId), 1);
  t.is(await countRows('upload_sessions'), 0);
  t.is(await countRows('uploads'), 0);
});

test('an artist has a few sessions at a time, and each is erased in its time', async (t) => {
  const { start, get, tenancy, guildId } = await createFixture(t);
  const first = await start();
  for (let index = 0; index < MAX_OPEN_SESSIONS; index++) await start();
  const { expiresAt } = await get(first);
  t.true(expiresAt <= Date.now());
  const rows = await tenancy.read(guildId, (db) =>
    db
      .table('outbox')
      .where({ kind: 'uploads.erase' })
      .orderBy('due_at')
      .select('ref_id', 'due_at'),
  );
  t.is(rows.length, MAX_OPEN_SESSIONS + 2);
  t.is(rows[0]?.ref_id, first);
  t.true(Number(rows.at(-1)?.due_at) > Date.now() + SESSION_TTL_MS - 600_000);
});
