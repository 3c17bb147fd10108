import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { DataKeyCache } from '../../../tenancy/files/data-keys.ts';
import { UPLOAD_PART_BYTES, type UploadProgress } from '../../../tenancy/files/file-uploads.ts';
import { createGuildFiles } from '../../../tenancy/files/guild-files.ts';
import { getSharedSecretStore, newGuildId } from '../../helpers/databases.ts';
import { openStore, STORE_KINDS, type StoreKind } from './stores.ts';

const SIZE = 2 * UPLOAD_PART_BYTES + 70_000;
const START: UploadProgress = { receivedBytes: 0, hashState: null, sha256: null };

async function* stream(content: Buffer, { dieAt = Number.POSITIVE_INFINITY } = {}) {
  for (let offset = 0; offset < content.length; offset += 100_000) {
    if (offset >= dieAt) throw new Error('connection lost');
    yield content.subarray(offset, offset + 100_000);
  }
}

async function createFixture(t: ExecutionContext, kind: StoreKind) {
  const { store } = await openStore(t, kind);
  const secrets = await getSharedSecretStore();
  const guildId = newGuildId();
  const recorded: UploadProgress[] = [];
  return {
    /** As another process would: it has no key yet. */
    open: () =>
      createGuildFiles(
        { secrets, keys: new DataKeyCache(), storeOf: async () => store },
        guildId,
        'eu-uk',
      ),
    recorded,
    commit: async (progress: UploadProgress) => void recorded.push(progress),
    content: randomBytes(SIZE),
    listObjects: async () => (await store.list(`guilds/${guildId}/`)).objects,
    listUploads: () => store.listUploads(`guilds/${guildId}/`),
  };
}

for (const kind of STORE_KINDS) {
  test.serial(`${kind}: an interrupted upload goes on in another process`, async (t) => {
    const fixture = await createFixture(t, kind);
    const { open, recorded, commit, content } = fixture;
    const upload = await open().uploads.start(uuidv7());
    const dying = stream(content, { dieAt: UPLOAD_PART_BYTES + 300_000 });
    await t.throwsAsync(
      open().uploads.receive(upload, dying, { ...START, sizeBytes: SIZE }, commit),
      { message: 'connection lost' },
    );
    t.like(recorded.at(-1), { receivedBytes: UPLOAD_PART_BYTES, sha256: null });
    t.deepEqual(await fixture.listObjects(), []);

    const rest = stream(content.subarray(UPLOAD_PART_BYTES));
    const progress = { ...(recorded.at(-1) as UploadProgress), sizeBytes: SIZE };
    const end = await open().uploads.receive(upload, rest, progress, commit);
    const sha256 = createHash('sha256').update(content).digest('hex');
    t.deepEqual(end, { receivedBytes: SIZE, hashState: null, sha256 });
    t.deepEqual(end, recorded.at(-1));
    const stored = await open().uploads.complete(upload, SIZE);
    // Whose answer was lost.
    t.deepEqual(await open().uploads.complete(upload, SIZE), stored);
    t.true((await buffer(await open().open(stored))).equals(content));
    const range = { start: UPLOAD_PART_BYTES - 10, end: UPLOAD_PART_BYTES + 10 };
    const part = await buffer(await open().open(stored, { range }));
    t.deepEqual(part, content.subarray(range.start, range.end + 1));
    t.deepEqual(await fixture.listUploads(), []);
    await open().erase('eu-uk', [upload.id]);
  });

  test.serial(`${kind}: what was uploaded and is not wanted leaves nothing`, async (t) => {
    const fixture = await createFixture(t, kind);
    const { open, commit, content } = fixture;
    const upload = await open().uploads.start(uuidv7());
    const { uploads } = open();
    await uploads.receive(upload, stream(content), { ...START, sizeBytes: SIZE }, commit);
    await t.throwsAsync(uploads.complete(upload, SIZE + 1), { code: 'not_found' });
    await uploads.abort(upload);
    await uploads.abort(upload);
    t.deepEqual(await fixture.listUploads(), []);
    await t.throwsAsync(uploads.complete(upload, SIZE), { code: 'not_found' });

    const other = await uploads.start(uuidv7());
    await uploads.receive(other, stream(content), { ...START, sizeBytes: SIZE }, commit);
    await uploads.complete(other, SIZE);
    await uploads.abort(other);
    t.deepEqual(await fixture.listObjects(), []);
  });
}

test('what does not fill a part is sent again; what cannot be is refused', async (t) => {
  const { open, recorded, commit, content } = await createFixture(t, 'folder');
  const { uploads } = open();
  const upload = await uploads.start(uuidv7());
  const begin = stream(content.subarray(0, UPLOAD_PART_BYTES - 1));
  const start = { ...START, sizeBytes: SIZE };
  t.like(await uploads.receive(upload, begin, start, commit), { receivedBytes: 0 });
  t.deepEqual(recorded, []);
  // Rows of a customer database can say anything.
  for (const hostile of [
    { ...start, receivedBytes: 7 },
    { ...start, receivedBytes: 3 * UPLOAD_PART_BYTES },
    { ...start, receivedBytes: UPLOAD_PART_BYTES, hashState: 'bm9uZQ==' },
  ])
    await t.throwsAsync(uploads.receive(upload, stream(content), hostile, commit), {
      code: 'not_found',
    });
  await t.throwsAsync(
    uploads.receive(upload, stream(content), start, async () => {
      throw new Error('taken over');
    }),
    { message: 'taken over' },
  );
  await uploads.abort(upload);
});
