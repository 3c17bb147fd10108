import test from 'ava';
import { createSecretStore, sessionsKey } from '../../../tenancy/secrets/index.ts';
import { openAnyVault } from './any-vault.ts';
import { fails, openWorld } from './world.ts';

const url = { url: 'postgres://u:p@db.example.com/d' };

test('a secret is written, read, rotated, destroyed and erased', async (t) => {
  const { store, path } = await openAnyVault(t);
  t.deepEqual(await store.put(path, url, 0), { version: 1 });
  t.deepEqual(await store.get(path), { data: url, version: 1 });
  t.deepEqual(await store.put(path, { url: 'second' }, 1), { version: 2 });
  t.deepEqual(await store.get(path, 1), { data: url, version: 1 });
  await store.destroy(path, [1]);
  await fails(t, store.get(path, 1), 'not_found');
  t.is((await store.get(path)).version, 2);
  await store.erase(path);
  await fails(t, store.get(path), 'not_found');
});

test('destroy, erase and deleteKey of what is absent resolve', async (t) => {
  const { store, path, key } = await openAnyVault(t);
  await store.destroy(path, [1, 2]);
  await store.destroy(path, []);
  await store.erase(path);
  await store.deleteKey(key);
  t.pass();
});

test('the second of two writers loses', async (t) => {
  const { store, path } = await openAnyVault(t);
  const writes = await Promise.allSettled([store.put(path, url, 0), store.put(path, url, 0)]);
  t.deepEqual(writes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await fails(t, store.put(path, url, 0), 'conflict');
  for (const cas of [Number.NaN, -1, 1.5, undefined as unknown as number]) {
    await fails(t, store.put(path, url, cas), 'conflict');
  }
  t.is((await store.get(path)).version, 1);
});

test('what is sealed opens with its key and context only', async (t) => {
  const { store, key } = await openAnyVault(t);
  await store.createKey(key);
  const sealed = await store.seal(key, 'grüße 🎵', 'submission 7');
  t.regex(sealed, /^vault:v1:/);
  t.is(await store.unseal(key, sealed, 'submission 7'), 'grüße 🎵');
  await fails(t, store.unseal(key, sealed), 'not_found');
  await fails(t, store.unseal(key, sealed, 'submission 8'), 'not_found');
  await fails(t, store.unseal(sessionsKey, sealed, 'submission 7'), 'not_found');
  await fails(t, store.unseal(key, 'not sealed'), 'not_found');
  t.is(await store.unseal(key, await store.seal(key, '')), '');
});

test('deleting a key erases what it sealed, and sealing does not bring it back', async (t) => {
  const { store, key } = await openAnyVault(t);
  await store.createKey(key);
  const sealed = await store.seal(key, 'demo');
  await store.createKey(key);
  t.is(await store.unseal(key, sealed), 'demo');
  await store.deleteKey(key);
  await fails(t, store.unseal(key, sealed), 'not_found');
  await fails(t, store.seal(key, 'demo'), 'denied');
  await store.createKey(key);
  await fails(t, store.unseal(key, sealed), 'not_found');
});

test('the sessions key is there and cannot be deleted', async (t) => {
  const { store, target, token } = await openAnyVault(t);
  t.is(await store.unseal(sessionsKey, await store.seal(sessionsKey, 'token')), 'token');
  await fails(t, store.deleteKey(sessionsKey), 'denied');
  const allow = { deletion_allowed: true };
  const path = `transit/keys/${sessionsKey}/config`;
  t.is((await target.ask('POST', path, allow, await token('worker'))).status, 403);
});

test('each role can do its part and nothing else', async (t) => {
  const { as, path, key } = await openAnyVault(t);
  const [reader, writer, shredder] = [await as('reader'), await as('writer'), await as('shredder')];

  await writer.put(path, url, 0);
  await writer.createKey(key);
  await fails(t, writer.get(path), 'denied');
  await fails(t, writer.seal(key, 'x'), 'denied');
  await fails(t, writer.destroy(path, [1]), 'denied');
  await fails(t, writer.erase(path), 'denied');
  await fails(t, writer.deleteKey(key), 'denied');

  t.deepEqual((await reader.get(path)).data, url);
  t.is(await reader.unseal(key, await reader.seal(key, 'x')), 'x');
  await fails(t, reader.put(path, url, 1), 'denied');
  await fails(t, reader.createKey(key), 'denied');
  await fails(t, reader.deleteKey(key), 'denied');
  await fails(t, reader.erase(path), 'denied');

  await fails(t, shredder.get(path), 'denied');
  await fails(t, shredder.put(path, url, 1), 'denied');
  await fails(t, shredder.seal(key, 'x'), 'denied');
  await fails(t, shredder.createKey(key), 'denied');
  await shredder.destroy(path, [1]);
  await shredder.erase(path);
  await shredder.deleteKey(key);
});

test('paths and names that are not ours never leave', async (t) => {
  const { store, vault } = await openWorld(t);
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
    await fails(t, store.get(path), 'denied');
    await fails(t, store.put(path, {}, 0), 'denied');
    await fails(t, store.destroy(path, [1]), 'denied');
    await fails(t, store.erase(path), 'denied');
  }
  for (const key of ['', '../keys', 'a/b', 'A', 'a_b', 'a.b', 'a?b', 'a\n', 'a'.repeat(65)]) {
    await fails(t, store.seal(key, 'x'), 'denied');
    await fails(t, store.unseal(key, 'vault:v1:AAAA'), 'denied');
    await fails(t, store.createKey(key), 'denied');
    await fails(t, store.deleteKey(key), 'denied');
  }
  t.is(vault.control.requests.length, 0);
});

test('an address is https, or http on this machine', (t) => {
  const auth = { token: 'x' };
  const open = (address: string, allowHttp = false) =>
    createSecretStore({ url: address, auth, allowHttp });
  for (const good of ['https://vault.example.com', 'http://127.0.0.1:8200', 'http://localhost/']) {
    t.notThrows(() => open(good));
  }
  const bad = ['', 'vault', 'http://vault:8200', 'ftp://x', 'https://u:p@x', 'https://x/y?z'];
  for (const address of bad) t.throws(() => open(address), { name: 'SecretStoreError' });
  t.notThrows(() => open('http://vault:8200', true));
});
