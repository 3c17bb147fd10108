import ava from 'ava';
import { toStoredKind } from '../../domain/effects/define-effect.ts';
import { filesExpire, threadFileRemoval } from '../../domain/files/effects.ts';
import { loadExpiredFiles, removeExpiredFiles } from '../../domain/files/expire.ts';
import { extendFileLease, leaseFile, releaseFile } from '../../domain/files/lease-file.ts';
import { loadFileToErase } from '../../domain/files/load-file.ts';
import {
  type AnalysisRecord,
  recordFileFailed,
  recordFileReady,
  recordFileStored,
} from '../../domain/files/record-file.ts';
import { loadThreadFile } from '../../domain/files/thread-file.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
/** Of what differs by engine, or comes from people. */
const testEveryDay = forEachPlacement(ava);

const MB = 1_000_000;
const LEASE = { owner: 'one', leaseMs: 60_000 };
const OTHER_LEASE = { owner: 'two', leaseMs: 60_000 };

const announce = (name: string, sizeBytes = MB) => ({
  name,
  url: `https://cdn.discordapp.com/${name}`,
  sizeBytes,
});

const ANALYSIS: AnalysisRecord = {
  problem: null,
  codec: 'pcm_s24le',
  durationMs: 222_000,
  sampleRate: 48_000,
  channels: 2,
  bitsPerSample: 24,
  loudness: -9.12,
  needsCopy: null,
  pcmHash: 'a'.repeat(64),
  peaks: [Uint8Array.of(0, 255), Uint8Array.of(7, 9)],
  tags: {},
};

async function createFixture(t: Parameters<typeof createOperationsFixture>[0], plan = 'pro') {
  const fixture = await createOperationsFixture(t, { plan });
  const { operations, artist, staff, tenancy, guildId, createDemoInput } = fixture;
  const write = tenancy.write.bind(tenancy, guildId) as <T>(
    work: Parameters<typeof tenancy.write<T>>[1],
  ) => Promise<T>;
  return {
    ...fixture,
    write,
    submit: (files: ReturnType<typeof announce>[], fields: object = {}) =>
      operations.submissions.submit(artist, createDemoInput({ files, ...fields })),
    readDetail: (number = 1) => operations.submissions.get(staff, number),
    /** As a worker does it, up to the end. */
    async process(id: string, sha256: string, analysis: AnalysisRecord | null = ANALYSIS) {
      const file = await write((db) => leaseFile(db, id, LEASE));
      if (file === null || file === 'leased') throw new Error(String(file));
      const stored = { id, store: 'eu-uk', sealedKey: 'vault:v1:x', sizeBytes: MB, sha256 };
      await write((db) =>
        recordFileStored(db, file, 'one', { ...stored, format: 'wav', contentType: 'audio/wav' }),
      );
      await write((db) => recordFileReady(db, file, 'one', analysis));
    },
  };
}

test('a demo may be files only; what they are is known when they are processed', async (t) => {
  const { submit, readDetail, process, operations, staff } = await createFixture(t);
  t.deepEqual(await submit([announce('glass.wav')], { trackUrl: '' }), {
    number: 1,
    isDuplicate: false,
  });
  const pending = await readDetail();
  t.like(pending, { trackUrl: null, platform: 'other' });
  t.like(pending.files[0], { name: 'glass.wav', state: 'pending', playId: null, audio: null });
  await process(pending.files[0]?.id ?? '', 'f'.repeat(64));
  const { files } = await readDetail();
  t.like(files[0], {
    state: 'ready',
    playId: files[0]?.id,
    audio: { durationMs: 222_000, loudness: -9.12, bitsPerSample: 24 },
    peaks: [
      [0, 255],
      [7, 9],
    ],
  });
  t.like(await operations.files.getUsage(staff), { count: 1, bytes: MB });
  t.is((await operations.overview.get(staff)).delivery.pending, 5);
});

test('a demo has a link, a file that can be kept, or both', async (t) => {
  const { submit, readDetail } = await createFixture(t);
  const fields = (problem: string, field: string) => ({
    code: 'invalid_input',
    details: { fields: [{ field, problem }] },
  });
  const refuse = async (files: ReturnType<typeof announce>[]) =>
    t.throwsAsync(submit(files, { trackUrl: '' }), { name: 'VektraError' });
  t.like(await refuse([]), fields('demo.empty', 'trackUrl'));
  t.like(await refuse([announce('a.exe')]), fields('file.type', 'files'));
  t.like(await refuse([announce('a.wav', 0)]), fields('file.empty', 'files'));
  t.like(await refuse([announce('a.wav', 501 * MB)]), fields('file.too_large', 'files'));
  // With a link the demo arrives all the same, and nothing of the refused ones was counted.
  const receipt = await submit([announce('a.exe'), announce('b.wav')]);
  t.deepEqual(receipt.refusedFiles, [{ name: 'a.exe', problem: 'type' }]);
  t.is(receipt.number, 1);
  t.deepEqual(
    (await readDetail()).files.map(({ name, state }) => [name, state]),
    [
      ['a.exe', 'failed'],
      ['b.wav', 'pending'],
    ],
  );
});

test('a label’s files together stay within its plan', async (t) => {
  const { submit, readDetail, operations, staff } = await createFixture(t);
  const readLevel = async () => (await operations.files.getUsage(staff)).level;
  const large = Array.from({ length: 10 }, (_, index) => announce(`${index}.wav`, 500 * MB));
  for (let count = 0; count < 17; count++) await submit(large);
  t.is(await readLevel(), 'ok');
  for (let count = 0; count < 2; count++) await submit(large);
  t.is(await readLevel(), 'nearly_full');
  t.is(
    (await submit([...large.slice(0, 9), announce('last.wav', 499 * MB)])).refusedFiles,
    undefined,
  );
  t.deepEqual((await submit([announce('one.wav', 2 * MB), announce('small.wav')])).refusedFiles, [
    { name: 'one.wav', problem: 'quota' },
  ]);
  t.like((await readDetail(21)).files[0], { state: 'failed', problem: 'quota' });
  t.is(await readLevel(), 'full');
});

const DISCORD_FILE = 'https://cdn.discordapp.com/attachments/118000000000000010/118000000000000011';
/** @param expiresAt epoch ms */
const toDiscordLink = (name: string, expiresAt = Date.now() + 60_000) => {
  const ex = Math.floor(expiresAt / 1_000).toString(16);
  return `${DISCORD_FILE}/${name}?ex=${ex}&is=6a000000&hm=${'ab'.repeat(32)}`;
};

test('a pasted link of a file on Discord is a file of the demo, which has no link', async (t) => {
  const { submit, readDetail, write } = await createFixture(t);
  const trackUrl = toDiscordLink('glass.wav');
  t.deepEqual(await submit([announce('more.wav')], { trackUrl }), {
    number: 1,
    isDuplicate: false,
  });
  const { files, ...demo } = await readDetail();
  t.like(demo, { trackUrl: null, platform: 'other' });
  t.deepEqual(
    files.map(({ name, state, sizeBytes }) => [name, state, sizeBytes]),
    [
      ['more.wav', 'pending', MB],
      ['glass.wav', 'pending', null],
    ],
  );
  // As much as a worker of the version before may fetch, too.
  t.like(await write((db) => leaseFile(db, files[1]?.id ?? '', LEASE)), {
    sourceUrl: trackUrl,
    sizeBytes: 500 * MB,
    isSizeKnown: false,
  });
  t.like(await write((db) => leaseFile(db, files[0]?.id ?? '', LEASE)), { isSizeKnown: true });
});

test('a pasted file counts once, and not when it expired, cannot be kept or has no room', async (t) => {
  const { submit, readDetail, write, operations, artist, staff, createDemoInput } =
    await createFixture(t);
  const refuse = (trackUrl: string) =>
    t.throwsAsync(submit([], { trackUrl }), { code: 'invalid_input' });
  const expired = (name: string) => toDiscordLink(name, Date.now() - 1_000);
  const fields = (field: string, problem: string) => ({
    details: { fields: [{ field, problem }] },
  });
  t.like(await refuse(expired('glass.wav')), fields('trackUrl', 'link.file_expired'));
  t.like(
    await refuse(`${toDiscordLink('glass.wav')} ${expired('other.wav')}`),
    fields('trackUrl', 'link.file_expired'),
  );
  t.like(await refuse(toDiscordLink('glass.exe')), fields('files', 'file.type'));
  const input = createDemoInput({ trackUrl: toDiscordLink('glass.wav') });
  t.is((await operations.submissions.submit(artist, input)).number, 1);
  t.is((await operations.submissions.submit(artist, input)).number, 1);
  t.is((await readDetail()).files.length, 1);
  await write((db) =>
    db.table('files').update({ size_bytes: 100_000 * MB, state: 'ready', origin: 'form' }),
  );
  t.like(await refuse(toDiscordLink('glass.wav')), fields('files', 'file.quota'));
  await write((db) => db.table('files').update({ size_bytes: 100_000 * MB - 7 }));
  t.is((await submit([], { trackUrl: toDiscordLink('two.wav') })).number, 2);
  t.is((await operations.files.getUsage(staff)).bytes, 100_000 * MB);
});

test('one worker at a time processes a file, and a late one changes nothing', async (t) => {
  const { submit, readDetail, write } = await createFixture(t);
  await submit([announce('glass.wav')]);
  const id = (await readDetail()).files[0]?.id ?? '';
  const first = await write((db) => leaseFile(db, id, { ...LEASE, leaseMs: 0 }));
  if (first === null || first === 'leased') return t.fail();
  const second = await write((db) => leaseFile(db, id, OTHER_LEASE));
  if (second === null || second === 'leased') return t.fail();
  t.is(second.attempts, 1);
  t.is(await write((db) => leaseFile(db, id, LEASE)), 'leased');
  t.false(await write((db) => extendFileLease(db, id, LEASE)));
  t.true(await write((db) => extendFileLease(db, id, OTHER_LEASE)));
  const written = { id, store: 'eu-uk', sealedKey: 'vault:v1:x', sizeBytes: 5, sha256: 'b' };
  const late = { ...written, format: 'wav', contentType: 'audio/wav' };
  t.false(await write((db) => recordFileStored(db, first, 'one', late)));
  await write((db) => recordFileFailed(db, first, 'one', 'gone'));
  t.like((await readDetail()).files[0], { state: 'pending', problem: null });
  await write((db) => releaseFile(db, id, 'two', { isCounted: false }));
  const third = await write((db) => leaseFile(db, id, LEASE));
  t.is(third !== null && third !== 'leased' && third.attempts, 1);
  await write((db) => recordFileFailed(db, first, 'one', 'gone'));
  t.like((await readDetail()).files[0], { state: 'failed', problem: 'gone' });
  t.is(await write((db) => leaseFile(db, id, LEASE)), null);
});

testEveryDay(
  'the same bytes, and the same recording in other bytes, lead to the earlier demo',
  async (t) => {
    const { submit, readDetail, process } = await createFixture(t);
    for (const name of ['a.wav', 'b.wav', 'c.wav', 'd.wav', 'cover.png', 'cover.png'])
      await submit([announce(name)]);
    const idOf = async (number: number) => (await readDetail(number)).files[0]?.id ?? '';
    const other = { ...ANALYSIS, pcmHash: 'c'.repeat(64) };
    await process(await idOf(1), '1'.repeat(64));
    await process(await idOf(2), '2'.repeat(64), other);
    await process(await idOf(3), '3'.repeat(64));
    await process(await idOf(4), '2'.repeat(64), { ...other, pcmHash: null, problem: 'limits' });
    // The same artwork is not the same sound.
    for (const number of [5, 6]) await process(await idOf(number), '5'.repeat(64), null);
    t.deepEqual(
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map(async (number) => (await readDetail(number)).sameSoundAs),
      ),
      [null, null, 1, 2, null, null],
    );
  },
);

testEveryDay(
  'what is posted on Discord is enqueued with what makes it so, and deleted with it',
  async (t) => {
    const fixture = await createFixture(t);
    const { submit, readDetail, process, write, operations, staff, admin, newRequestId } = fixture;
    await submit(['glass.wav', 'cover.png', 'late.wav'].map((name) => announce(name)));
    const ids = (await readDetail()).files.map(({ id }) => id);
    const [sound = '', image = '', pending = ''] = ids;
    await process(sound, '1'.repeat(64));
    await process(image, '2'.repeat(64), null);
    const readKinds = () =>
      write(async (db) => {
        const kinds = ['thread.file', 'thread.file_remove'];
        const rows = await db.table('outbox').whereIn('kind', kinds).orderBy('id');
        return rows.map(({ kind, ref_id }) => [kind, ref_id]);
      });
    t.deepEqual(await readKinds(), [['thread.file', sound]]);
    const load = (id: string) => write((db) => loadThreadFile(db, 1, id));
    t.like(await load(sound), {
      isRemoved: false,
      file: { name: 'glass.wav', durationMs: 222_000, attachment: { name: 'glass.wav' } },
    });
    t.like(await load(pending), { isRemoved: true, file: null });
    await operations.files.postOnDiscord(admin, { isPostedOnDiscord: false });
    t.like(await load(sound), { isRemoved: false, file: null });
    for (const fileId of [sound, pending])
      await operations.files.remove(staff, { requestId: newRequestId(), fileId });
    t.deepEqual(await readKinds(), [
      ['thread.file', sound],
      ['thread.file_remove', sound],
    ]);
    t.like(await load(sound), { isRemoved: true, file: null });
  },
);

test('an admin decides whether files are posted on Discord', async (t) => {
  const { operations, admin, staff } = await createFixture(t);
  const post = (isPostedOnDiscord: boolean, revision?: number, actor = admin) =>
    operations.files.postOnDiscord(actor, { isPostedOnDiscord, revision });
  const isPosted = async () => (await operations.settings.get(admin)).files.isPostedOnDiscord;
  t.true(await isPosted());
  await post(false, 0);
  t.false(await isPosted());
  await t.throwsAsync(post(true, 0), { code: 'conflict' });
  await t.throwsAsync(post(true, undefined, staff), { code: 'not_found' });
  t.false(await isPosted());
});

testEveryDay('staff remove a file: at once for everybody, with what was found in it', async (t) => {
  const { submit, readDetail, process, write, operations, staff, artist, newRequestId } =
    await createFixture(t);
  await submit([announce('glass.wav')]);
  const id = (await readDetail()).files[0]?.id ?? '';
  await process(id, 'f'.repeat(64));
  const remove = { requestId: newRequestId(), fileId: id };
  await t.throwsAsync(operations.files.remove(artist, remove), { message: 'not_found' });
  await operations.files.remove(staff, remove);
  const { files, timeline } = await readDetail();
  t.like(files[0], { state: 'removed', problem: 'staff', playId: null, audio: null, peaks: null });
  t.like(timeline.at(-1), { kind: 'file_removed', name: 'glass.wav', actorName: 'Jonas' });
  await t.throwsAsync(operations.files.open(staff, { fileId: id }), { message: 'not_found' });
  const erasure = await write((db) => loadFileToErase(db, id));
  t.like(erasure, { store: 'eu-uk' });
  t.is(erasure?.ids[0], id);
  await write(async (db) => erasure?.record(db));
  t.like(await write(async (db) => db.table('files').where('id', id).first()), {
    store: null,
    sealed_key: null,
  });
});

ava(
  'files of a rejected demo go after the plan’s term, unless the decision was undone',
  async (t) => {
    const fixture = await createFixture(t, 'starter');
    const { submit, readDetail, write, operations, staff, newRequestId, process } = fixture;
    await submit([announce('glass.wav')]);
    const id = (await readDetail()).files[0]?.id ?? '';
    await process(id, 'f'.repeat(64));
    const reject = () =>
      operations.review.decide(staff, {
        requestId: newRequestId(),
        number: 1,
        decision: 'rejected',
      });
    const readExpiries = () =>
      write(async (db) =>
        db.table('outbox').where('kind', toStoredKind(filesExpire)).select('due_at', 'ref_id'),
      );
    const first = await reject();
    await operations.review.undo(staff, { requestId: newRequestId(), number: 1 });
    t.deepEqual(await readExpiries(), []);
    const second = await reject();
    const [expiry] = await readExpiries();
    t.is(Number(expiry?.due_at), second.at + 90 * 86_400_000);
    const subject = submissionSubject(1);
    const load = (eventId: string) => write((db) => loadExpiredFiles(db, subject, eventId));
    t.deepEqual(await load(first.eventId), []);
    t.deepEqual(await load(second.eventId), [id]);
    await write((db) => removeExpiredFiles(db, subject, [id]));
    t.like((await readDetail()).files[0], { state: 'removed', problem: 'retention' });
    const removals = await write(async (db) =>
      db.table('outbox').where('kind', toStoredKind(threadFileRemoval)).select('ref_id'),
    );
    t.deepEqual(
      removals.map(({ ref_id }) => ref_id),
      [id],
    );
  },
);
