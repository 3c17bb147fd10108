import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { DataKeyCache } from '../../../tenancy/files/data-keys.ts';
import { FileStorageError } from '../../../tenancy/files/file-storage-error.ts';
import { createGuildFiles } from '../../../tenancy/files/guild-files.ts';
import { createObjectStore, type ObjectStore } from '../../../tenancy/files/store/index.ts';
import { createUnavailableSecretStore } from '../../../tenancy/secrets/index.ts';
import { getSharedSecretStore, newGuildId } from '../../helpers/databases.ts';

async function* stream(...parts: Buffer[]) {
  yield* parts;
}

function createStore(t: ExecutionContext): ObjectStore {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-files-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return createObjectStore({ kind: 'folder', path: folder });
}

async function createFixture(t: ExecutionContext) {
  const stores: Record<string, ObjectStore> = {
    'eu-uk': createStore(t),
    'us-west': createStore(t),
  };
  const storeOf = async (region: string): Promise<ObjectStore> => {
    const store = stores[region];
    if (!store) throw new FileStorageError('refused', 'no_bucket');
    return store;
  };
  const secrets = await getSharedSecretStore();
  const keys = new DataKeyCache();
  return {
    stores,
    secrets,
    open: (guildId: string, options: { secrets?: typeof secrets; keys?: DataKeyCache } = {}) =>
      createGuildFiles({ secrets, keys, storeOf, ...options }, guildId, 'eu-uk'),
  };
}

test('a file is stored encrypted under a key of its own, and read in ranges', async (t) => {
  const { stores, secrets, open } = await createFixture(t);
  const guildId = newGuildId();
  const content = randomBytes(200_000);
  const id = uuidv7();
  const written = await open(guildId).write(id, stream(content), { maxBytes: 200_000 });
  t.like(written, { id, store: 'eu-uk', sizeBytes: 200_000 });
  // Another process has no key yet.
  const files = open(guildId, { secrets, keys: new DataKeyCache() });
  t.deepEqual(await buffer(await files.open(written)), content);
  const range = { start: 70_000, end: 140_000 };
  t.deepEqual(
    await buffer(await files.open(written, { range })),
    content.subarray(70_000, 140_001),
  );
  const { objects } = await stores['eu-uk']!.list(`guilds/${guildId}/${id}/`);
  const object = await buffer(await stores['eu-uk']!.get(objects[0]?.key ?? ''));
  t.false(object.includes(content.subarray(0, 32)));
});

test('a file that is larger than allowed leaves nothing behind, nor does a source that fails', async (t) => {
  const { stores, open } = await createFixture(t);
  const guildId = newGuildId();
  const files = open(guildId);
  await t.throwsAsync(files.write(uuidv7(), stream(randomBytes(101)), { maxBytes: 100 }), {
    instanceOf: FileStorageError,
    message: 'too_large',
  });
  async function* failing() {
    yield randomBytes(100_000);
    throw new Error('the source died');
  }
  await t.throwsAsync(files.write(uuidv7(), failing(), { maxBytes: 1e6 }), {
    message: 'the source died',
  });
  t.deepEqual(await stores['eu-uk']!.list(''), { objects: [], next: null });
});

test('what a guild sealed opens for no other guild, file or key', async (t) => {
  const { open } = await createFixture(t);
  const [guildId, otherId] = [newGuildId(), newGuildId()];
  const written = await open(guildId).write(uuidv7(), stream(randomBytes(10)), { maxBytes: 100 });
  const second = await open(guildId).write(uuidv7(), stream(randomBytes(10)), { maxBytes: 100 });
  await open(otherId).write(uuidv7(), stream(randomBytes(10)), { maxBytes: 100 });
  const isRefused = async (guild: string, file: typeof written, code: string) =>
    t.throwsAsync(open(guild, { keys: new DataKeyCache() }).open(file).then(buffer), {
      instanceOf: FileStorageError,
      message: code,
    });
  await isRefused(otherId, written, 'not_found (vault_not_found)');
  await isRefused(
    guildId,
    { ...written, sealedKey: second.sealedKey },
    'not_found (vault_not_found)',
  );
  await isRefused(guildId, { ...written, store: 'nowhere' }, 'refused (no_bucket)');
});

test('an attempt that was thought dead replaces nothing, and takes only its own away', async (t) => {
  const { open } = await createFixture(t);
  const files = open(newGuildId());
  const [id, content] = [uuidv7(), randomBytes(10)];
  const recorded = await files.write(id, stream(content), { maxBytes: 100 });
  const late = await files.write(id, stream(randomBytes(20)), { maxBytes: 100 });
  t.deepEqual(await buffer(await files.open(recorded)), content);
  await files.discard(late);
  t.deepEqual(await buffer(await files.open(recorded)), content);
  await files.write(id, stream(randomBytes(20)), { maxBytes: 100 });
  await files.erase('eu-uk', [id]);
  t.deepEqual((await files.list('eu-uk')).files, []);
});

test('deleting the guild’s key erases its files', async (t) => {
  const { secrets, open } = await createFixture(t);
  const guildId = newGuildId();
  const written = await open(guildId).write(uuidv7(), stream(randomBytes(10)), { maxBytes: 100 });
  await secrets.deleteKey(`guild-${guildId}`);
  await t.throwsAsync(open(guildId, { keys: new DataKeyCache() }).open(written), {
    message: 'not_found (vault_not_found)',
  });
});

test('while Vault is away, files whose keys a process holds are read, and others say so', async (t) => {
  const { open } = await createFixture(t);
  const guildId = newGuildId();
  const content = randomBytes(10);
  const [known, unknown] = [
    await open(guildId).write(uuidv7(), stream(content), { maxBytes: 100 }),
    await open(guildId).write(uuidv7(), stream(content), { maxBytes: 100 }),
  ];
  const keys = new DataKeyCache();
  await open(guildId, { keys }).open(known);
  const files = open(guildId, { secrets: createUnavailableSecretStore(), keys });
  t.deepEqual(await buffer(await files.open(known)), content);
  await t.throwsAsync(files.open(unknown), { message: 'unavailable (vault_unavailable)' });
  await t.throwsAsync(files.write(uuidv7(), stream(content), { maxBytes: 100 }), {
    message: 'unavailable (vault_unavailable)',
  });
});

test('a file is copied to another region’s bucket as it is, and erased from the first', async (t) => {
  const { stores, open } = await createFixture(t);
  const files = open(newGuildId());
  const content = randomBytes(100_000);
  const written = await files.write(uuidv7(), stream(content), { maxBytes: 100_000 });
  const { signal } = new AbortController();
  await files.copy(written, 'us-west', { signal });
  await files.erase('eu-uk', [written.id, uuidv7()]);
  t.deepEqual(await buffer(await files.open({ ...written, store: 'us-west' })), content);
  await t.throwsAsync(files.open(written), { message: 'not_found (bucket_not_found)' });
  t.deepEqual((await stores['eu-uk']!.list('')).objects, []);
  t.deepEqual(
    (await files.list('us-west')).files.map(({ id }) => id),
    [written.id],
  );
  await t.throwsAsync(
    files.copy({ ...written, store: 'us-west', sizeBytes: 1 }, 'eu-uk', { signal }),
    { message: 'not_found' },
  );
});
