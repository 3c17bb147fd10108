import test from 'ava';
import { SESSIONS_TRANSIT_KEY } from '../../../tenancy/secrets/index.ts';
import { assertFailsWith, createSecretStoreFixture } from './fixture.ts';

/** Longer than was measured, so that several tries are needed; and what a slow cluster may be. */
const LAGS = [55, 250];
const kvPath = (path: string) => `kv/data/${path}`;

for (const lagMs of LAGS)
  test(`what was just written is there for every process, ${lagMs} ms behind`, async (t) => {
    const { store, open, vault, path, key } = await createSecretStoreFixture(t, {
      maxReplicaLagMs: 5_000,
    });
    vault.control.setReplicationLag(lagMs);
    const other = open({});
    t.deepEqual(await store.put(path, { a: 1 }, 0), { version: 1 });
    t.deepEqual(await other.get(path, 1), { data: { a: 1 }, version: 1 });
    t.deepEqual(await store.put(path, { a: 2 }, 1), { version: 2 });
    t.deepEqual(await store.put(path, { a: 3 }, 2), { version: 3 });
    t.deepEqual(await other.get(path, 3), { data: { a: 3 }, version: 3 });
    await store.createKey(key);
    const sealed = await store.seal(key, 'demo');
    t.is(await other.unseal(key, sealed), 'demo');
    await store.deleteKey(key);
    vault.control.setReplicationLag(0);
    await assertFailsWith(t, store.unseal(key, sealed), 'not_found');
  });

test('a key that was just made is really deleted', async (t) => {
  const { store, vault, key } = await createSecretStoreFixture(t);
  vault.control.setReplicationLag(250);
  await store.createKey(key);
  await store.deleteKey(key);
  vault.control.setReplicationLag(0);
  await assertFailsWith(t, store.seal(key, 'demo'), 'denied');
});

test('a key that was missing until it was made is not taken for missing any more', async (t) => {
  const { store, vault, key, clock } = await createSecretStoreFixture(t, { maxReplicaLagMs: 300 });
  await store.seal(SESSIONS_TRANSIT_KEY, 'x');
  // A token that is new is a reason of its own to be denied.
  clock.advance(60_000);
  vault.control.setReplicationLag(100);
  await assertFailsWith(t, store.seal(key, 'demo'), 'denied');
  await store.createKey(key);
  t.regex(await store.seal(key, 'demo'), /^vault:/);
});

test('a token that was just given is not given up, nor replaced', async (t) => {
  const { store, vault, countRequests } = await createSecretStoreFixture(t);
  vault.control.setReplicationLag(200);
  t.regex(await store.seal(SESSIONS_TRANSIT_KEY, 'x'), /^vault:/);
  t.is(countRequests('auth/approle/login'), 1);
});

test('what is gone for good holds nobody up twice, and one caller asks for all', async (t) => {
  const { store, path, countRequests, clock } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  await store.erase(path);
  const countReads = () => countRequests(kvPath(path));
  const countAfterWrite = countReads();
  await Promise.all(
    Array.from({ length: 30 }, () => assertFailsWith(t, store.get(path, 1), 'not_found')),
  );
  // Each asks before and after the one has asked again: at 25, 75, 175 and 375 ms, then at 775.
  t.true(countReads() - countAfterWrite <= 65, `${countReads() - countAfterWrite} requests`);
  const countAfterRetries = countReads();
  for (let tries = 0; tries < 20; tries += 1)
    await assertFailsWith(t, store.get(path, 1), 'not_found');
  t.is(countReads() - countAfterRetries, 20);
  clock.advance(60_000);
  await assertFailsWith(t, store.get(path, 1), 'not_found');
  t.true(countReads() - countAfterRetries > 21, 'later it is looked for again');
});

test('a destroyed version and a lost check-and-set are believed at once', async (t) => {
  const { store, path, countRequests } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  await store.put(path, { a: 2 }, 1);
  await store.destroy(path, [1]);
  const countBefore = countRequests(kvPath(path));
  await assertFailsWith(t, store.get(path, 1), 'not_found');
  t.is(countRequests(kvPath(path)) - countBefore, 1);
  await assertFailsWith(t, store.put(path, { a: 3 }, 1), 'conflict');
  t.is(countRequests(kvPath(path)) - countBefore, 3, 'the write, and a look at the version');
  await assertFailsWith(t, store.put(path, { a: 3 }, 0), 'conflict');
  t.is(countRequests(kvPath(path)) - countBefore, 4);
});

test('a text that no key opens is told from a key that is not there yet', async (t) => {
  const { store, countRequests } = await createSecretStoreFixture(t, { maxReplicaLagMs: 60_000 });
  await store.seal(SESSIONS_TRANSIT_KEY, 'x');
  const unknownCiphertext = `vault:v1:${Buffer.alloc(40).toString('base64')}`;
  await assertFailsWith(t, store.unseal(SESSIONS_TRANSIT_KEY, unknownCiphertext), 'not_found');
  t.true(
    countRequests(`decrypt/${SESSIONS_TRANSIT_KEY}`) <= 6,
    `${countRequests(`decrypt/${SESSIONS_TRANSIT_KEY}`)} tries`,
  );
});

test('closing ends the waiting', async (t) => {
  const { store, path } = await createSecretStoreFixture(t, { maxReplicaLagMs: 3_600_000 });
  await store.put(path, { a: 1 }, 0);
  await store.erase(path);
  const waiting = store.get(path, 1);
  const ended = assertFailsWith(t, waiting, 'unavailable');
  await store.close();
  await ended;
});
