import { mkdirSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { toCopyId } from '../../../domain/index.ts';
import { toArtworkId } from '../../../domain/track-info/artwork-id.ts';
import { tenantTables } from '../../../migrations/index.ts';
import { toObjectBytes } from '../../../tenancy/files/chunk-cipher.ts';
import { toGuildPrefix } from '../../../tenancy/files/object-key.ts';
import { OBJECT_TABLES } from '../../../tenancy/files/object-references.ts';
import { claimSweep } from '../../../tenancy/files/sweep/sweep-record.ts';
import { newGuildId } from '../../helpers/databases.ts';
import { createSweepFixture, HOUR_MS, NOTHING, stream } from './sweep-fixture.ts';

const PART = Buffer.alloc(80 * 65_536, 7);

test('every table that names objects is looked at before one is erased', (t) => {
  const naming = tenantTables.filter(({ columns }) => 'sealed_key' in columns);
  t.deepEqual(naming.map(({ name }) => name).sort(), [...OBJECT_TABLES].sort());
});

test('old objects that no row names are erased, and none of any kind that one does', async (t) => {
  const fixture = await createSweepFixture(t);
  const { tenancy, guildId, files, store, write, keep } = fixture;
  // One of each kind: an original, its copy for browsers, an artwork, an empty file.
  const original = await write(uuidv7());
  await keep(original);
  await keep(await write(toCopyId(original.id)), { origin: 'copy', copy_of: original.id });
  const artworkId = toArtworkId({ type: 'submission', id: '1' });
  await keep(await write(artworkId), { origin: 'artwork', copy_of: artworkId });
  await keep(await write(uuidv7(), 0));
  // Uploads: under way, and whole without being a demo's file yet.
  const underWay = await files.uploads.start(uuidv7());
  const whole = await files.uploads.start(uuidv7());
  const progress = { receivedBytes: 0, hashState: null, sha256: null, sizeBytes: PART.length };
  await files.uploads.receive(whole, stream(PART), progress, async () => {});
  await files.uploads.complete(whole, PART.length);
  await tenancy.write(guildId, (db) =>
    db.table('uploads').insert(
      [underWay, whole].map((upload) => ({
        id: upload.id,
        session_id: uuidv7(),
        name: 'glass.wav',
        size_bytes: PART.length,
        received_bytes: 0,
        store: upload.store,
        sealed_key: upload.sealedKey,
        upload_id: upload.uploadId,
        created_at: db.now,
      })),
    ),
  );
  const named = await fixture.listKeys();
  t.is(named.length, 5);
  // What killed processes left: a file, an earlier attempt at one that is kept, an upload.
  await write(uuidv7());
  await write(original.id);
  const leftUpload = await files.uploads.start(uuidv7());
  // Of an upload that was started a second time.
  const replaced = await files.uploads.start(underWay.id);

  t.deepEqual((await fixture.sweep()).counts, NOTHING, 'nothing is old');
  fixture.wait(49 * HOUR_MS);
  const inspected = await tenancy.inspectFiles('eu-uk', fixture.signal);
  t.deepEqual(inspected, { ...NOTHING, erasedObjects: 2, abortedUploads: 2 });
  t.is((await fixture.listKeys()).length, 7, 'a dry run erases nothing');

  const swept = await fixture.sweep();
  t.is(swept.outcome, 'done');
  t.deepEqual(swept.counts, { ...NOTHING, erasedObjects: 2, abortedUploads: 2 });
  t.deepEqual(swept.skipped, []);
  t.deepEqual(await fixture.listKeys(), named);
  const uploads = (await store.listUploads('')).map(({ uploadId }) => uploadId);
  t.deepEqual(uploads, [underWay.uploadId]);
  t.false(uploads.includes(leftUpload.uploadId) || uploads.includes(replaced.uploadId));
  t.deepEqual(await fixture.sweep(), {
    outcome: 'waiting',
    counts: NOTHING,
    compared: [],
    skipped: [],
  });
});

test('a label with more objects than a page is compared to its end', async (t) => {
  const fixture = await createSweepFixture(t);
  const { tenancy, guildId, regions } = fixture;
  const folder = regions[0]?.files;
  if (folder?.kind !== 'folder') return t.fail();
  const toId = (index: number) => `019366a0-0000-7000-8000-${String(index).padStart(12, '0')}`;
  const addObject = (id: string, attempt: number) => {
    const parent = path.join(folder.path, 'objects', toGuildPrefix(guildId), id);
    mkdirSync(parent, { recursive: true });
    const name = attempt.toString(16).padStart(16, '0');
    writeFileSync(path.join(parent, `${name}.bin`), Buffer.alloc(toObjectBytes(9)));
  };
  const ids = Array.from({ length: 1_020 }, (_, index) => toId(index));
  const [attemptedId] = ids.splice(990, 1);
  for (const id of ids) addObject(id, 0);
  // The first page ends within what 20 attempts at one file left.
  for (let attempt = 0; attempt < 20; attempt += 1) addObject(String(attemptedId), attempt);
  await tenancy.write(guildId, (db) =>
    db.table('files').insert(
      ids.map((id) => ({
        id,
        subject_type: 'submission',
        subject_id: '1',
        origin: 'form',
        name: 'glass.wav',
        size_bytes: 9,
        state: 'ready',
        store: 'eu-uk',
        sealed_key: 'vault:v1:none',
        attempts: 0,
        created_at: db.now,
        stored_at: db.now,
      })),
    ),
  );
  fixture.wait(49 * HOUR_MS);
  const { outcome, counts, compared } = await fixture.sweep();
  t.is(outcome, 'done');
  t.deepEqual(counts, { ...NOTHING, erasedObjects: 20 });
  t.is(compared.length, 2);
  t.deepEqual(
    compared.flatMap(({ present }) => present),
    ids,
  );
});

test('a file whose object is missing is told of, until it is there again', async (t) => {
  const fixture = await createSweepFixture(t);
  const { files, keep, write } = fixture;
  const lost = await write(uuidv7());
  const kept = await write(uuidv7());
  for (const file of [lost, kept]) await keep(file);
  await files.copy(lost, 'us-west', fixture);
  await files.erase('eu-uk', [lost.id]);
  fixture.wait(49 * HOUR_MS);
  const first = await fixture.sweep();
  t.deepEqual(first.counts, { ...NOTHING, missingFiles: 1 });
  t.deepEqual(first.compared, [
    { guildId: fixture.guildId, missing: [lost.id], present: [kept.id] },
  ]);
  // The last object of the label goes too: its rows are compared all the same.
  await files.erase('eu-uk', [kept.id]);
  fixture.wait(25 * HOUR_MS);
  t.deepEqual((await fixture.sweep()).compared, [
    { guildId: fixture.guildId, missing: [lost.id, kept.id], present: [] },
  ]);
  await files.copy({ ...lost, store: 'us-west' }, 'eu-uk', fixture);
  fixture.wait(25 * HOUR_MS);
  t.deepEqual((await fixture.sweep()).compared, [
    { guildId: fixture.guildId, missing: [kept.id], present: [lost.id] },
  ]);
});

test('nothing is erased on doubt: a move, a database that is away, a registry without the label', async (t) => {
  const fixture = await createSweepFixture(t);
  const { tenancy, guildId, control, write, listKeys } = fixture;
  await write(uuidv7());
  const left = await fixture.files.uploads.start(uuidv7());
  fixture.wait(49 * HOUR_MS);
  const sweepAgain = async () => {
    fixture.wait(25 * HOUR_MS);
    const { outcome, counts } = await fixture.sweep();
    t.is(outcome, 'done');
    return counts;
  };

  const move = await tenancy.storage.moveToRegion(guildId, {
    region: 'us-west',
    requestedBy: '1',
    reason: 'test',
  });
  t.deepEqual(await sweepAgain(), { ...NOTHING, skippedGuilds: 1 });
  await tenancy.moves.abort(move.id);
  await tenancy.moves.run(move.id, fixture.signal);

  // The region says that the label is elsewhere.
  await control('guilds').where('guild_id', guildId).increment('epoch', 5);
  t.deepEqual(await sweepAgain(), { ...NOTHING, skippedGuilds: 1 });
  await control('guilds').where('guild_id', guildId).decrement('epoch', 5);

  // As after a restored control database: the region knows it.
  t.is(await control('guilds').where('guild_id', guildId).delete(), 1);
  t.deepEqual(await sweepAgain(), { ...NOTHING, skippedGuilds: 1 });
  t.is((await listKeys()).length, 1);
  t.like(await fixture.store.listUploads(''), [{ uploadId: left.uploadId }]);
});

test('what is left of a label that nobody knows is erased', async (t) => {
  const fixture = await createSweepFixture(t);
  const { store } = fixture;
  const kept = await fixture.write(uuidv7());
  await fixture.keep(kept);
  const prefix = toGuildPrefix(newGuildId());
  await store.put(`${prefix}${uuidv7()}/0000000000000000`, stream(PART));
  await store.startUpload(`${prefix}${uuidv7()}/0000000000000000`);
  await store.put('somebody-elses/object', stream(PART));
  await store.put('vektra-check/00000000', stream(PART));
  t.deepEqual((await fixture.sweep()).counts, NOTHING);
  fixture.wait(49 * HOUR_MS);
  t.deepEqual((await fixture.sweep()).counts, {
    ...NOTHING,
    erasedObjects: 1,
    abortedUploads: 1,
  });
  t.deepEqual(
    (await fixture.listKeys()).map((key) => key.split('/')[0]),
    ['guilds', 'somebody-elses'],
  );
});

test('one worker at a time sweeps a bucket, and goes on where a killed one stopped', async (t) => {
  const fixture = await createSweepFixture(t);
  const { control } = fixture;
  let at = Date.now();
  const claim = (owner: string) => claimSweep(control, 'eu-uk', { owner, now: () => at });
  const [first, second] = await Promise.all([claim('one'), claim('two')]);
  t.is([first, second].filter(Boolean).length, 1);
  const holder = first ?? second;
  const position = { phase: 'guilds', guildId: '7' } as const;
  t.true(await holder?.save(position));
  t.is(await claim('three'), null);
  at += HOUR_MS;
  const successor = await claim('four');
  t.deepEqual(successor?.position, position);
  t.false(await holder?.save({ phase: 'uploads', after: '' }), 'the one that was thought dead');
  await successor?.finish();
  t.is(await claim('five'), null, 'it is not due');
  at += 24 * HOUR_MS;
  t.like((await claim('six'))?.position, { phase: 'objects', guildId: '' });
});

test('after a backup was restored, nothing is swept for a week', async (t) => {
  const fixture = await createSweepFixture(t);
  await fixture.write(uuidv7());
  fixture.wait(49 * HOUR_MS);
  await fixture.tenancy.restore.finish([]);
  t.is((await fixture.sweep()).outcome, 'waiting');
  fixture.wait(7 * 24 * HOUR_MS + HOUR_MS);
  t.is((await fixture.sweep()).counts.erasedObjects, 1);
});

test('a bucket that is away ends the turn, and is tried again later', async (t) => {
  const fixture = await createSweepFixture(t);
  const folder = fixture.regions[0]?.files;
  if (folder?.kind !== 'folder') return t.fail();
  await rename(folder.path, `${folder.path}-away`);
  await t.throwsAsync(fixture.sweep(), { code: 'unavailable' });
  t.is((await fixture.sweep()).outcome, 'waiting');
  await rename(`${folder.path}-away`, folder.path);
  fixture.wait(HOUR_MS);
  t.is((await fixture.sweep()).outcome, 'done');
});
