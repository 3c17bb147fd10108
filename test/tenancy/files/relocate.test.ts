import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { createTenancy, type Tenancy, type WrittenFile } from '../../../tenancy/index.ts';
import {
  createTenancyConfig,
  getSharedSecretStore,
  newGuildId,
  testDatabases,
} from '../../helpers/databases.ts';
import { addFileFolders } from '../../helpers/file-folders.ts';

async function* stream(content: Buffer) {
  yield content;
}

/** Two regions, and a label in the first one with files of that size. */
async function createFixture(t: ExecutionContext, sizes: readonly number[]) {
  const config = createTenancyConfig(await testDatabases(['eu-uk', 'us-west']));
  let offsetMs = 0;
  const regions = addFileFolders(config.regions, (remove) => t.teardown(remove));
  const tenancy = createTenancy(
    { ...config, regions },
    { secrets: await getSharedSecretStore(), now: () => Date.now() + offsetMs },
  );
  t.teardown(() => tenancy.close());
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const files: { written: WrittenFile; content: Buffer }[] = [];
  for (const size of sizes) {
    const content = randomBytes(size);
    files.push({ written: await keep(tenancy, guildId, content), content });
  }
  return {
    tenancy,
    guildId,
    files,
    folders: Object.fromEntries(
      regions.map(({ key, files: store }) => [key, store.kind === 'folder' ? store.path : '']),
    ),
    /** Lets so much time pass. */
    wait: (ms: number) => (offsetMs += ms),
    readStores: () =>
      tenancy.read(guildId, async (db) =>
        (await db.table('files').orderBy('id').select('store')).map(({ store }) => store),
      ),
    listObjects: async (store: string) =>
      (await (await tenancy.files(guildId)).list(store)).files.map(({ id }) => id).sort(),
    async read(file: WrittenFile) {
      const guildFiles = await tenancy.files(guildId);
      const row = await tenancy.read(guildId, (db) =>
        db.table('files').where('id', file.id).first('store'),
      );
      return buffer(await guildFiles.open({ ...file, store: String(row?.store) }));
    },
  };
}

async function keep(tenancy: Tenancy, guildId: string, content: Buffer): Promise<WrittenFile> {
  const guildFiles = await tenancy.files(guildId);
  const written = await guildFiles.write(uuidv7(), stream(content), { maxBytes: content.length });
  await tenancy.write(guildId, (db) =>
    db.table('files').insert({
      id: written.id,
      subject_type: 'submission',
      subject_id: '1',
      origin: 'form',
      name: 'glass.wav',
      size_bytes: written.sizeBytes,
      state: 'ready',
      store: written.store,
      sealed_key: written.sealedKey,
      sha256: written.sha256,
      attempts: 0,
      created_at: db.now,
    }),
  );
  return written;
}

const HOUR_MS = 3_600_000;
const { signal } = new AbortController();

test('a move to another region carries the files, and leaves nothing in the old bucket', async (t) => {
  const fixture = await createFixture(t, [0, 10, 200_000]);
  const { tenancy, guildId, files } = fixture;
  const to = { region: 'us-west', requestedBy: '1', reason: 'test' };
  const move = await tenancy.storage.moveToRegion(guildId, to);
  // What a killed worker left: an object that no row refers to.
  const orphan = await (await tenancy.files(guildId)).write(uuidv7(), stream(randomBytes(5)), {
    maxBytes: 5,
  });
  const observing = await tenancy.moves.run(move.id, signal);
  t.like(observing, { step: 'observe', state: 'running' });
  t.deepEqual(await fixture.readStores(), ['us-west', 'us-west', 'us-west']);
  t.deepEqual(await fixture.listObjects('eu-uk'), [orphan.id]);
  for (const { written, content } of files) t.deepEqual(await fixture.read(written), content);
  fixture.wait(25 * HOUR_MS);
  t.like(await tenancy.moves.run(move.id, signal), { state: 'done' });
  t.deepEqual(await fixture.listObjects('eu-uk'), []);
  t.is((await fixture.listObjects('us-west')).length, 3);
});

test('files that a killed worker did not bring over follow with the next one', async (t) => {
  const fixture = await createFixture(t, [10, 20, 30]);
  const { tenancy, guildId, files } = fixture;
  const to = { region: 'us-west', requestedBy: '1', reason: 'test' };
  const move = await tenancy.storage.moveToRegion(guildId, to);
  await tenancy.moves.run(move.id, signal);
  // As if it had died after copying one, and before: rows and objects of both kinds.
  const guildFiles = await tenancy.files(guildId);
  for (const [index, { written }] of files.slice(0, 2).entries()) {
    await guildFiles.copy({ ...written, store: 'us-west' }, 'eu-uk', { signal });
    if (index === 1) await guildFiles.erase('us-west', [written.id]);
    await tenancy.write(guildId, (db) =>
      db.table('files').where('id', written.id).update({ store: 'eu-uk' }),
    );
  }
  fixture.wait(25 * HOUR_MS);
  t.like(await tenancy.moves.run(move.id, signal), { state: 'done' });
  t.deepEqual(await fixture.readStores(), ['us-west', 'us-west', 'us-west']);
  t.deepEqual(await fixture.listObjects('eu-uk'), []);
  for (const { written, content } of files) t.deepEqual(await fixture.read(written), content);
});

test('files whose bucket was away after the switch follow once it is back, not a day later', async (t) => {
  const fixture = await createFixture(t, [10]);
  const { tenancy, guildId, files } = fixture;
  const folder = fixture.folders['us-west'] ?? '';
  const move = await tenancy.storage.moveToRegion(guildId, {
    region: 'us-west',
    requestedBy: '1',
    reason: 'test',
  });
  await rename(folder, `${folder}-away`);
  t.like(await tenancy.moves.run(move.id, signal), { step: 'observe', problem: 'FILES_AWAY' });
  t.deepEqual(await fixture.readStores(), ['eu-uk']);
  await rename(`${folder}-away`, folder);
  fixture.wait(HOUR_MS);
  t.true((await tenancy.moves.listDue(Date.now() + HOUR_MS)).includes(move.id));
  t.like(await tenancy.moves.run(move.id, signal), { step: 'observe', problem: null });
  t.deepEqual(await fixture.readStores(), ['us-west']);
  for (const { written, content } of files) t.deepEqual(await fixture.read(written), content);
  t.false((await tenancy.moves.listDue(Date.now() + HOUR_MS)).includes(move.id), 'it waits');
});

test('a file whose object is lost keeps neither the others from following nor the move from ending', async (t) => {
  const fixture = await createFixture(t, [10, 20]);
  const { tenancy, guildId, files } = fixture;
  const [lost, other] = files;
  if (!lost || !other) return t.fail();
  await (await tenancy.files(guildId)).erase('eu-uk', [lost.written.id]);
  const move = await tenancy.storage.moveToRegion(guildId, {
    region: 'us-west',
    requestedBy: '1',
    reason: 'test',
  });
  t.like(await tenancy.moves.run(move.id, signal), { step: 'observe', problem: null });
  t.deepEqual(await fixture.readStores(), ['eu-uk', 'us-west']);
  t.deepEqual(await fixture.read(other.written), other.content);
  fixture.wait(25 * HOUR_MS);
  t.like(await tenancy.moves.run(move.id, signal), { state: 'done' });
});
