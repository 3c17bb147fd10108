import test from 'ava';
import { sessionsKey } from '../../../tenancy/secrets/index.ts';
import { fails, openWorld } from './world.ts';

/** Longer than was measured, so that several tries are needed; and what a slow cluster may be. */
const LAGS = [55, 250];
const kv = (path: string) => `kv/data/${path}`;

for (const lagMs of LAGS)
  test(`what was just written is there for every process, ${lagMs} ms behind`, async (t) => {
    const { store, open, vault, path, key } = await openWorld(t, { catchUpMs: 5_000 });
    vault.control.lag(lagMs);
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
    vault.control.lag(0);
    await fails(t, store.unseal(key, sealed), 'not_found');
  });

test('a key that was just made is really deleted', async (t) => {
  const { store, vault, key } = await openWorld(t);
  vault.control.lag(250);
  await store.createKey(key);
  await store.deleteKey(key);
  vault.control.lag(0);
  await fails(t, store.seal(key, 'demo'), 'denied');
});

test('a token that was just given is not given up, nor replaced', async (t) => {
  const { store, vault, asked } = await openWorld(t);
  vault.control.lag(200);
  t.regex(await store.seal(sessionsKey, 'x'), /^vault:/);
  t.is(asked('auth/approle/login'), 1);
});

test('what is gone for good holds nobody up twice, and one caller asks for all', async (t) => {
  const { store, path, asked, clock } = await openWorld(t);
  await store.put(path, { a: 1 }, 0);
  await store.erase(path);
  const before = () => asked(kv(path));
  const written = before();
  await Promise.all(Array.from({ length: 30 }, () => fails(t, store.get(path, 1), 'not_found')));
  // Each asks before and after the one has asked again: at 25, 75, 175 and 375 ms, then at 775.
  t.true(before() - written <= 65, `${before() - written} requests`);
  const first = before();
  for (let tries = 0; tries < 20; tries += 1) await fails(t, store.get(path, 1), 'not_found');
  t.is(before() - first, 20);
  clock.advance(60_000);
  await fails(t, store.get(path, 1), 'not_found');
  t.true(before() - first > 21, 'later it is looked for again');
});

test('a destroyed version and a lost check-and-set are believed at once', async (t) => {
  const { store, path, asked } = await openWorld(t);
  await store.put(path, { a: 1 }, 0);
  await store.put(path, { a: 2 }, 1);
  await store.destroy(path, [1]);
  const before = asked(kv(path));
  await fails(t, store.get(path, 1), 'not_found');
  t.is(asked(kv(path)) - before, 1);
  await fails(t, store.put(path, { a: 3 }, 1), 'conflict');
  t.is(asked(kv(path)) - before, 3, 'the write, and a look at the version');
  await fails(t, store.put(path, { a: 3 }, 0), 'conflict');
  t.is(asked(kv(path)) - before, 4);
});

test('a text that no key opens is told from a key that is not there yet', async (t) => {
  const { store, asked } = await openWorld(t, { catchUpMs: 60_000 });
  await store.seal(sessionsKey, 'x');
  const lost = `vault:v1:${Buffer.alloc(40).toString('base64')}`;
  await fails(t, store.unseal(sessionsKey, lost), 'not_found');
  t.true(asked(`decrypt/${sessionsKey}`) <= 6, `${asked(`decrypt/${sessionsKey}`)} tries`);
});

test('closing ends the waiting', async (t) => {
  const { store, path } = await openWorld(t, { catchUpMs: 3_600_000 });
  await store.put(path, { a: 1 }, 0);
  await store.erase(path);
  const waiting = store.get(path, 1);
  const ended = fails(t, waiting, 'unavailable');
  await store.close();
  await ended;
});
