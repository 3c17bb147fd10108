import test from 'ava';
import { createSecretStore, SESSIONS_TRANSIT_KEY } from '../../../tenancy/secrets/index.ts';
import { assertFailsWith, createSecretStoreFixture } from './fixture.ts';
import { createVaultFixture } from './vault-fixture.ts';

const SECRET_DATA = { url: 'postgres://u:p@db.example.com/d' };

test('a secret is written, read, rotated, destroyed and erased', async (t) => {
  const { store, path } = await createVaultFixture(t);
  t.deepEqual(await store.put(path, SECRET_DATA, 0), { version: 1 });
  t.deepEqual(await store.get(path), { data: SECRET_DATA, version: 1 });
  t.deepEqual(await store.put(path, { url: 'second' }, 1), { version: 2 });
  t.deepEqual(await store.get(path, 1), { data: SECRET_DATA, version: 1 });
  await store.destroy(path, [1]);
  await assertFailsWith(t, store.get(path, 1), 'not_found');
  t.is((await store.get(path)).version, 2);
  await store.erase(path);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('destroy, erase and deleteKey of what is absent resolve', async (t) => {
  const { store, path, key } = await createVaultFixture(t);
  await store.destroy(path, [1, 2]);
  await store.destroy(path, []);
  await store.erase(path);
  await store.deleteKey(key);
  t.pass();
});

test('the second of two writers loses', async (t) => {
  const { store, path } = await createVaultFixture(t);
  const writes = await Promise.allSettled([
    store.put(path, SECRET_DATA, 0),
    store.put(path, SECRET_DATA, 0),
  ]);
  t.deepEqual(writes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await assertFailsWith(t, store.put(path, SECRET_DATA, 0), 'conflict');
  for (const cas of [Number.NaN, -1, 1.5, undefined as unknown as number]) {
    await assertFailsWith(t, store.put(path, SECRET_DATA, cas), 'conflict');
  }
  t.is((await store.get(path)).version, 1);
});

test('what is sealed opens with its key and context only', async (t) => {
  const { store, key } = await createVaultFixture(t);
  await store.createKey(key);
  const sealed = await store.seal(key, 'grüße 🎵', 'submission 7');
  t.regex(sealed, /^vault:v1:/);
  t.is(await store.unseal(key, sealed, 'submission 7'), 'grüße 🎵');
  await assertFailsWith(t, store.unseal(key, sealed), 'not_found');
  await assertFailsWith(t, store.unseal(key, sealed, 'submission 8'), 'not_found');
  await assertFailsWith(t, store.unseal(SESSIONS_TRANSIT_KEY, sealed, 'submission 7'), 'not_found');
  await assertFailsWith(t, store.unseal(key, 'not sealed'), 'not_found');
  t.is(await store.unseal(key, await store.seal(key, '')), '');
});

test('deleting a key erases what it sealed, and sealing does not bring it back', async (t) => {
  const { store, key } = await createVaultFixture(t);
  await store.createKey(key);
  const sealed = await store.seal(key, 'demo');
  await store.createKey(key);
  t.is(await store.unseal(key, sealed), 'demo');
  await store.deleteKey(key);
  await assertFailsWith(t, store.unseal(key, sealed), 'not_found');
  await assertFailsWith(t, store.seal(key, 'demo'), 'denied');
  await store.createKey(key);
  await assertFailsWith(t, store.unseal(key, sealed), 'not_found');
});

test('the sessions key is there and cannot be deleted', async (t) => {
  const { store, target, tokenFor } = await createVaultFixture(t);
  t.is(
    await store.unseal(SESSIONS_TRANSIT_KEY, await store.seal(SESSIONS_TRANSIT_KEY, 'token')),
    'token',
  );
  await assertFailsWith(t, store.deleteKey(SESSIONS_TRANSIT_KEY), 'denied');
  const allow = { deletion_allowed: true };
  const path = `transit/keys/${SESSIONS_TRANSIT_KEY}/config`;
  t.is((await target.request('POST', path, allow, await tokenFor('worker'))).status, 403);
});

test('each role can do its part and nothing else', async (t) => {
  const { storeFor, path, key } = await createVaultFixture(t);
  const [reader, writer, shredder] = [
    await storeFor('reader'),
    await storeFor('writer'),
    await storeFor('shredder'),
  ];

  await writer.put(path, SECRET_DATA, 0);
  await writer.createKey(key);
  await assertFailsWith(t, writer.get(path), 'denied');
  await assertFailsWith(t, writer.seal(key, 'x'), 'denied');
  await assertFailsWith(t, writer.destroy(path, [1]), 'denied');
  await assertFailsWith(t, writer.erase(path), 'denied');
  await assertFailsWith(t, writer.deleteKey(key), 'denied');

  t.deepEqual((await reader.get(path)).data, SECRET_DATA);
  t.is(await reader.unseal(key, await reader.seal(key, 'x')), 'x');
  await assertFailsWith(t, reader.put(path, SECRET_DATA, 1), 'denied');
  await assertFailsWith(t, reader.createKey(key), 'denied');
  await assertFailsWith(t, reader.deleteKey(key), 'denied');
  await assertFailsWith(t, reader.erase(path), 'denied');

  await assertFailsWith(t, shredder.get(path), 'denied');
  await assertFailsWith(t, shredder.put(path, SECRET_DATA, 1), 'denied');
  await assertFailsWith(t, shredder.seal(key, 'x'), 'denied');
  await assertFailsWith(t, shredder.createKey(key), 'denied');
  await shredder.destroy(path, [1]);
  await shredder.erase(path);
  await shredder.deleteKey(key);
});

test('paths and names that are not ours never leave', async (t) => {
  const { store, vault } = await createSecretStoreFixture(t);
  const uuid = '0b9c3a52-6c2b-4f0e-9a57-1b2c3d4e5f60';
  const paths = [
    '',
    'tenants/1',
    `tenants/1/db/../../2/db/${uuid}`,
    `tenants/../db/${uuid}`,
    `tenants/1%2f..%2f2/db/${uuid}`,
    `tenants/x/db/${uuid}`,
    `tenants/1/db/${uuid}?version=1`,
    `tenants/1/db/${uuid}#x`,
    `tenants/1/db/${uuid}\n`,
    `/tenants/1/db/${uuid}`,
    `tenants/1&#x2F;2/db/${uuid}`,
    'tenants/1/db/',
    'tenants/1/db/UPPER',
    'tenants/1/db/{{name}}',
    'config',
  ];
  for (const path of paths) {
    await assertFailsWith(t, store.get(path), 'denied');
    await assertFailsWith(t, store.put(path, {}, 0), 'denied');
    await assertFailsWith(t, store.destroy(path, [1]), 'denied');
    await assertFailsWith(t, store.erase(path), 'denied');
  }
  for (const key of ['', '../keys', 'a/b', 'A', 'a_b', 'a.b', 'a?b', 'a\n', 'a'.repeat(65)]) {
    await assertFailsWith(t, store.seal(key, 'x'), 'denied');
    await assertFailsWith(t, store.unseal(key, 'vault:v1:AAAA'), 'denied');
    await assertFailsWith(t, store.createKey(key), 'denied');
    await assertFailsWith(t, store.deleteKey(key), 'denied');
  }
  t.is(vault.control.requests.length, 0);
});

test('an address is https, or http on this machine', (t) => {
  const auth = { token: 'x' };
  const openStore = (address: string, allowHttp = false) =>
    createSecretStore({ url: address, auth, allowHttp });
  for (const good of ['https://vault.example.com', 'http://127.0.0.1:8200', 'http://localhost/']) {
    t.notThrows(() => openStore(good));
  }
  const bad = ['', 'vault', 'http://vault:8200', 'ftp://x', 'https://u:p@x', 'https://x/y?z'];
  for (const address of bad) t.throws(() => openStore(address), { name: 'SecretStoreError' });
  t.notThrows(() => openStore('http://vault:8200', true));
});
