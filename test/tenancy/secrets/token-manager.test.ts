import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { assertFailsWith, createSecretStoreFixture } from './fixture.ts';

const LOGIN_PATH = 'auth/approle/login';
const RENEWAL_PATH = 'auth/token/renew-self';
const YEAR_SECONDS = 365 * 24 * 3600;

test('many callers, one log-in', async (t) => {
  const { store, path, countRequests } = await createSecretStoreFixture(t);
  await Promise.all(
    Array.from({ length: 30 }, () => assertFailsWith(t, store.get(path), 'not_found')),
  );
  t.is(countRequests(LOGIN_PATH), 1);
});

test('nothing is sent before it is needed', async (t) => {
  const { store, vault } = await createSecretStoreFixture(t);
  await store.close();
  t.is(vault.control.requests.length, 0);
});

test('a token is renewed at two thirds of its time, again and again', async (t) => {
  const { store, path, clock, waitForEvent, countRequests } = await createSecretStoreFixture(t);
  await assertFailsWith(t, store.get(path), 'not_found');
  t.deepEqual(clock.delays, [2_400_000]);
  for (let nth = 1; nth <= 5; nth += 1) {
    clock.advance(2_399_000);
    t.is(countRequests(RENEWAL_PATH), nth - 1);
    clock.advance(1000);
    await waitForEvent('renew', nth);
  }
  await assertFailsWith(t, store.get(path), 'not_found');
  t.is(countRequests(LOGIN_PATH), 1);
  t.is(clock.pendingTimers(), 1);
});

test('a very short token', async (t) => {
  const { store, vault, path, clock, waitForEvent } = await createSecretStoreFixture(t);
  vault.control.setTokenTtl('worker', 1);
  await assertFailsWith(t, store.get(path), 'not_found');
  t.deepEqual(clock.delays, [1000]);
  // It has expired by then: renewing fails, logging in anew does not.
  clock.advance(1000);
  await waitForEvent('login', 2);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('a token of ten years asks for no timer that overflows', async (t) => {
  const { store, vault, path, clock, waitForEvent, countRequests } =
    await createSecretStoreFixture(t);
  vault.control.setTokenTtl('worker', 10 * YEAR_SECONDS);
  await assertFailsWith(t, store.get(path), 'not_found');
  clock.advance(1);
  t.is(countRequests(RENEWAL_PATH), 0);
  for (let day = 1; day <= 30; day += 1) {
    clock.advance(24 * 3600_000);
    await waitForEvent('renew', day);
  }
  t.is(countRequests(RENEWAL_PATH), 30);
  t.true(clock.delays.every((ms) => ms >= 1000 && ms < 2 ** 31));
});

test('near its maximum a token is replaced, not renewed ever faster', async (t) => {
  const { store, vault, path, clock, waitForEvent, countRequests } =
    await createSecretStoreFixture(t);
  vault.control.setTokenTtl('worker', 3600, 5400);
  await assertFailsWith(t, store.get(path), 'not_found');
  clock.advance(2_400_000);
  await waitForEvent('renew');
  clock.advance(2_000_000);
  await waitForEvent('renew', 2);
  clock.advance(700_000);
  await waitForEvent('login', 2);
  t.is(countRequests(LOGIN_PATH), 2);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('a token that was ended is replaced within the call', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  clock.advance(60_000);
  vault.control.expireToken();
  const answers = await Promise.all([store.get(path), store.get(path), store.get(path)]);
  t.is(answers.length, 3);
  t.is(countRequests(LOGIN_PATH), 2);
});

test('a token that was revoked seconds after its last use is replaced within the call', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  clock.advance(4_000);
  t.is((await store.get(path)).version, 1);
  vault.control.expireToken();
  t.is((await store.get(path)).version, 1);
  t.is(countRequests(LOGIN_PATH), 2);
});

test('tokens that are used up are replaced, at most one every few seconds', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  vault.control.setUseLimits('worker', { token: 2 });
  await store.put(path, { a: 1 }, 0);
  t.is((await store.get(path)).version, 1);
  for (let tries = 0; tries < 10; tries += 1) await assertFailsWith(t, store.get(path), 'denied');
  t.is(countRequests(LOGIN_PATH), 1);
  clock.advance(3_000);
  t.is((await store.get(path)).version, 1);
  t.is(countRequests(LOGIN_PATH), 2);
});

test('a refused log-in is told once, however many callers it keeps waiting', async (t) => {
  const { open, vault, path, events, clock } = await createSecretStoreFixture(t);
  const { roleId } = vault.appRoles.worker!;
  const store = open({ auth: { roleId, secretId: 'wrong' } });
  const countFailures = () => events.filter(({ type }) => type === 'login_failed').length;
  for (let tries = 0; tries < 33; tries += 1) await assertFailsWith(t, store.get(path), 'denied');
  t.is(countFailures(), 1);
  clock.advance(6 * 60_000);
  for (let tries = 0; tries < 33; tries += 1) await assertFailsWith(t, store.get(path), 'denied');
  t.is(countFailures(), 2);
});

test('a policy that refuses costs no log-in', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t, {
    role: 'writer',
  });
  for (let tries = 0; tries < 5; tries += 1) {
    await assertFailsWith(t, store.get(path), 'denied');
    clock.advance(11_000);
  }
  t.is(countRequests(LOGIN_PATH), 1);
  t.true(vault.control.requests.length < 20);
});

test('while Vault is away the token in hand is kept, then renewed', async (t) => {
  const { store, vault, path, clock, waitForEvent, countRequests } =
    await createSecretStoreFixture(t);
  await store.put(path, { a: 1 }, 0);
  vault.control.seal();
  clock.advance(2_400_000);
  await waitForEvent('renew_failed');
  vault.control.unseal();
  clock.advance(300_000);
  await waitForEvent('renew');
  t.is((await store.get(path)).version, 1);
  t.is(countRequests(LOGIN_PATH), 1);
});

test('a refused secret id is not tried five times in a quarter of an hour', async (t) => {
  const { open, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  const { roleId } = vault.appRoles.worker!;
  const store = open({ auth: { roleId, secretId: 'wrong' } });
  for (let second = 0; second < 3600; second += 10) {
    await assertFailsWith(t, store.get(path), 'denied');
    clock.advance(10_000);
  }
  // At 0, 4, 20, 40 minutes.
  t.is(countRequests(LOGIN_PATH), 4);
  const { secretId } = vault.appRoles.worker!;
  await assertFailsWith(t, open({ auth: { roleId, secretId } }).get(path), 'not_found');
});

test('a sealed Vault is not asked to log in in a hot loop', async (t) => {
  const { store, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  vault.control.seal();
  for (let tries = 0; tries < 50; tries += 1) await assertFailsWith(t, store.get(path), 'sealed');
  t.is(countRequests(LOGIN_PATH), 1);
  vault.control.unseal();
  clock.advance(2000);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('a rotated secret id file is read at the next log-in, also while backing off', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vektra-secret-id-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const secretIdFile = join(folder, 'secret-id');
  const { open, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  const { roleId, secretId } = vault.appRoles.worker!;
  const store = open({ auth: { roleId, secretIdFile } });
  await assertFailsWith(t, store.get(path), 'unavailable');
  await writeFile(secretIdFile, `${secretId}\n`);
  await assertFailsWith(t, store.get(path), 'not_found');

  const next = vault.control.rotateSecretId('worker');
  clock.advance(60_000);
  vault.control.expireToken();
  await assertFailsWith(t, store.get(path), 'denied');
  const before = countRequests(LOGIN_PATH);
  await assertFailsWith(t, store.get(path), 'denied');
  t.is(countRequests(LOGIN_PATH), before);
  await writeFile(secretIdFile, next);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('a static token', async (t) => {
  const { open, vault, path, clock, countRequests } = await createSecretStoreFixture(t);
  const root = open({ auth: { token: vault.rootToken } });
  await root.put(path, { a: 1 }, 0);
  t.is(clock.pendingTimers(), 0);
  await root.close();
  t.is(countRequests('revoke-self'), 0);

  const bad = open({ auth: { token: 'hvs.wrong' } });
  for (let tries = 0; tries < 10; tries += 1) await assertFailsWith(t, bad.get(path), 'denied');
  t.is(countRequests('lookup-self'), 2);
});

test('a static token with an end is renewed', async (t) => {
  const { open, vault, path, clock, waitForEvent } = await createSecretStoreFixture(t);
  const made = await fetch(`${vault.url}/v1/auth/token/create`, {
    method: 'POST',
    headers: { 'x-vault-token': vault.rootToken },
    body: JSON.stringify({ ttl: '3600', policies: ['reader'] }),
  });
  const { auth } = (await made.json()) as { auth: { client_token: string } };
  const store = open({ auth: { token: auth.client_token } });
  await assertFailsWith(t, store.get(path), 'not_found');
  clock.advance(2_400_000);
  await waitForEvent('renew');
  clock.advance(2_400_000);
  await waitForEvent('renew', 2);
  await assertFailsWith(t, store.get(path), 'not_found');
});

test('closing gives the token back and ends the timers', async (t) => {
  const { store, path, clock, countRequests } = await createSecretStoreFixture(t);
  const running = store.get(path);
  const closed = store.close();
  await assertFailsWith(t, running, 'not_found');
  await closed;
  t.is(countRequests('revoke-self'), 1);
  t.is(clock.pendingTimers(), 0);
  await assertFailsWith(t, store.get(path), 'unavailable');
  await store.close();
});
